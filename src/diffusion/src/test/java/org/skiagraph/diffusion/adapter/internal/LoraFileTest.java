package org.skiagraph.diffusion.adapter.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiagraph.diffusion.adapter.internal.LoraKey.Part;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Tensor;

/** Keys, factors and scales of LoRA files. */
class LoraFileTest {
    @TempDir
    Path directory;

    private Path file(Map<String, Tensor.Floats> tensors) throws IOException {
        StringBuilder header = new StringBuilder("{");
        int at = 0;
        for (Map.Entry<String, Tensor.Floats> entry : tensors.entrySet()) {
            int end = at + 4 * entry.getValue().values().length;
            header.append(at == 0 ? "" : ",")
                    .append("\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                            .formatted(
                                    entry.getKey(),
                                    Arrays.toString(entry.getValue().shape()),
                                    at,
                                    end));
            at = end;
        }
        byte[] json = header.append("}").toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + at).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        tensors.values().forEach(tensor -> {
            for (float value : tensor.values()) {
                bytes.putFloat(value);
            }
        });
        return Files.write(directory.resolve("adapter_model.safetensors"), bytes.array());
    }

    private Path factors(String down, String up) throws IOException {
        Map<String, Tensor.Floats> tensors = new LinkedHashMap<>();
        tensors.put(down, Tensor.of(new float[] {1, 2, 3}, 1, 3));
        tensors.put(up, Tensor.of(new float[] {10, 20}, 2, 1));
        return file(tensors);
    }

    @ParameterizedTest
    @CsvSource({
        "lora_unet_down_blocks_0_attentions_0_to_q.lora_down.weight, unet, down_blocks_0_attentions_0_to_q, DOWN",
        "lora_te1_text_model_encoder_layers_0_mlp_fc1.alpha, text_encoder, text_model_encoder_layers_0_mlp_fc1, ALPHA",
        "lora_te2_text_model_encoder_layers_0_mlp_fc1.lora_up.weight, text_encoder_2, text_model_encoder_layers_0_mlp_fc1, UP",
        "unet.mid_block.attentions.0.proj_in.lora_A.weight, unet, mid_block_attentions_0_proj_in, DOWN",
        "unet.mid_block.attentions.0.proj_in.lora_B.default.weight, unet, mid_block_attentions_0_proj_in, UP",
        "unet.up_blocks.1.attn1.processor.to_out_lora.up.weight, unet, up_blocks_1_attn1_to_out_0, UP",
        "text_encoder.text_model.encoder.layers.0.self_attn.q_proj.lora_linear_layer.down.weight, text_encoder, "
                + "text_model_encoder_layers_0_self_attn_q_proj, DOWN",
        "lora_unet_input_blocks_4_1_transformer_blocks_0_attn1_to_q.lora_down.weight, unet, "
                + "down_blocks_1_attentions_0_transformer_blocks_0_attn1_to_q, DOWN",
        "lora_unet_output_blocks_2_2_conv.lora_mid.weight, unet, up_blocks_0_upsamplers_0_conv, MID",
        "lora_unet_middle_block_1_proj_in.alpha, unet, mid_block_attentions_0_proj_in, ALPHA",
        "lora_unet_input_blocks_3_0_op.alpha, unet, down_blocks_0_downsamplers_0_conv, ALPHA",
        "lora_unet_input_blocks_4_0_in_layers_2.alpha, unet, down_blocks_1_resnets_0_conv1, ALPHA"
    })
    void keysOfEveryLayoutMeanAModule(String key, String role, String module, Part part) {
        assertThat(LoraKey.of(key)).contains(new LoraKey(Optional.of(role), module, part));
    }

    @Test
    void theChangeIsUpTimesDownTimesAlphaByRank() throws IOException {
        LoraUpdate update = LoraFile.read(factors("unet.a.lora_A.weight", "unet.a.lora_B.weight"))
                .get(0);

        assertThat(update.delta(0.5)).containsExactly(5, 10, 15, 10, 20, 30);
    }

    @Test
    void aMiddleFactorOfAConvolutionCounts() {
        // Two channels in, one out, rank 1, a kernel of 1 x 2.
        LoraUpdate update = new LoraUpdate(
                Optional.of("unet"),
                "conv",
                Tensor.of(new float[] {2, 3}, 1, 2, 1, 1),
                Tensor.of(new float[] {5}, 1, 1, 1, 1),
                Optional.of(Tensor.of(new float[] {7, 11}, 1, 1, 1, 2)),
                1);

        assertThat(update.kernel()).isEqualTo(2);
        assertThat(update.delta(1)).containsExactly(70, 110, 105, 165);
    }

    @Test
    void peftKeepsItsAlphaInAConfiguration() throws IOException {
        Path file = factors("base_model.model.a.lora_A.weight", "base_model.model.a.lora_B.weight");
        Files.writeString(
                directory.resolve("adapter_config.json"), "{\"lora_alpha\": 8, \"alpha_pattern\": {\"b\": 2}}");

        assertThat(LoraFile.read(file).get(0).scale()).isEqualTo(8);
        assertThat(LoraFile.read(directory).get(0).scale()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"use_dora", "fan_in_fan_out"})
    void otherKindsOfAdapterAreRejected(String key) throws IOException {
        Path file = factors("base_model.model.a.lora_A.weight", "base_model.model.a.lora_B.weight");
        Files.writeString(directory.resolve("adapter_config.json"), "{\"" + key + "\": true}");

        assertThatThrownBy(() -> LoraFile.read(file))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(key);
    }

    @Test
    void anythingThatIsNotUnderstoodIsRejected() throws IOException {
        Path unknown = factors("unet.a.hada_w1_a", "unet.a.hada_w1_b");
        assertThatThrownBy(() -> LoraFile.read(unknown))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("hada_w1");
        Path half = factors("unet.a.lora_A.weight", "unet.b.lora_B.weight");
        assertThatThrownBy(() -> LoraFile.read(half))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("one of its two factors");
    }

    @Test
    void attentionIsToldByWhatItsLayersAreAppliedTo() {
        List<String> data = List.of("h1", "h1", "h1", "o1", "h2", "text", "text", "o2", "h3", "g", "x");
        assertThat(AttentionPart.inOrder(data).stream().map(Enum::name).collect(Collectors.joining(" ")))
                .isEqualTo("QUERY KEY VALUE OUT QUERY KEY VALUE OUT NONE NONE NONE");
        assertThat(AttentionPart.inOrder(List.of("t", "h", "e", "e", "h", "h", "o")))
                .containsExactly(
                        AttentionPart.NONE,
                        AttentionPart.QUERY,
                        AttentionPart.ADDED_KEY,
                        AttentionPart.ADDED_VALUE,
                        AttentionPart.KEY,
                        AttentionPart.VALUE,
                        AttentionPart.OUT);
    }
}
