package org.skiagraph.diffusion.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiagraph.diffusion.sampling.NoiseSource.Purpose;
import org.skiagraph.diffusion.sampling.internal.Philox;
import org.skiagraph.domain.Seed;

/** Known answers: of the generator by its authors, of the noise by us. They hold on every JDK and natively. */
class PhiloxNoiseTest {
    @ParameterizedTest
    @CsvSource({
        "00000000 00000000 00000000 00000000, 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
        "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
        "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1"
    })
    void thePublishedVectorsOfPhilox4x32With10RoundsHold(String counter, String key, String expected) {
        assertThat(Philox.block(words(counter), words(key))).isEqualTo(words(expected));
    }

    private static int[] words(String text) {
        String[] parts = text.split(" ");
        int[] words = new int[parts.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = Integer.parseUnsignedInt(parts[i], 16);
        }
        return words;
    }

    @Test
    void aMillionValuesOfSeed42AreTheseBits() throws Exception {
        float[] values = new PhiloxNoise(new Seed(42)).normal(0, Purpose.INITIAL, 0, 1_000_000);

        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        for (float value : values) {
            bytes.putFloat(value);
        }
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        assertThat(digest).isEqualTo("da6535623dfc3dec0e2fb3de6319885337126eabd3ccf692e5377cfdb0a6b3df");
    }

    @Test
    void theValuesAreStandardNormal() {
        float[] values = new PhiloxNoise(new Seed(1)).normal(3, Purpose.STEP, 7, 400_000);
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        for (float value : values) {
            sum += value;
            squares += (double) value * value;
            fourths += (double) value * value * value * value;
        }

        assertThat(sum / values.length).isBetween(-0.01, 0.01);
        assertThat(squares / values.length).isBetween(0.99, 1.01);
        assertThat(fourths / values.length).isBetween(2.95, 3.05);
    }

    @Test
    void anAddressAlwaysHoldsTheSameValuesAndNoTwoAddressesDo() {
        NoiseSource noise = new PhiloxNoise(new Seed(7));
        float[] first = noise.normal(0, Purpose.INITIAL, 0, 5);

        assertThat(noise.normal(0, Purpose.INITIAL, 0, 9)).startsWith(first);
        assertThat(noise.normal(1, Purpose.INITIAL, 0, 5)).isNotEqualTo(first);
        assertThat(noise.normal(0, Purpose.STEP, 0, 5)).isNotEqualTo(first);
        assertThat(noise.normal(0, Purpose.INITIAL, 1, 5)).isNotEqualTo(first);
        assertThat(new PhiloxNoise(new Seed(8)).normal(0, Purpose.INITIAL, 0, 5))
                .isNotEqualTo(first);
        assertThat(new PhiloxNoise(new Seed(7L + (1L << 32))).normal(0, Purpose.INITIAL, 0, 5))
                .isNotEqualTo(first);
        assertThat(noise.normal(0, Purpose.INITIAL, 0, 5)).isEqualTo(first);
    }
}
