package org.skiagraph.diffusion.bundle.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.skiagraph.diffusion.bundle.Inference;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.internal.probe.DryRun.Outcome;
import org.skiagraph.diffusion.bundle.internal.probe.OutputPrint;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.TensorInfo;

/** What dry runs show: facts of the graphs, sizes that no file states, and reasons to worry. */
final class Observations {
    private final ModelBundle bundle;
    private final List<Inference> facts = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private Optional<Integer> factor = Optional.empty();
    private Optional<Integer> channels = Optional.empty();
    private Optional<Boolean> colour = Optional.empty();
    private String range = "";

    Observations(ModelBundle bundle) {
        this.bundle = bundle;
    }

    List<Inference> facts() {
        return facts;
    }

    List<String> warnings() {
        return warnings;
    }

    /** Image pixels per latent pixel, as the decoder made them. */
    Optional<Integer> factor() {
        return factor;
    }

    /** Channels that the decoder gave. */
    Optional<Integer> channels() {
        return channels;
    }

    /** Whether the decoder's channels differ from each other. */
    Optional<Boolean> colour() {
        return colour;
    }

    /** The decoder's least and largest value. */
    String range() {
        return range;
    }

    void add(String role, Outcome outcome) {
        outcome.print()
                .outputs()
                .forEach(
                        (name, output) -> fact(role + "." + name, output.shape().toString(), "a run on known noise"));
        String types = outcome.declaredInputs().values().stream()
                .map(info ->
                        info.name() + " " + info.type().name().toLowerCase(Locale.ROOT) + " of rank " + info.rank())
                .collect(Collectors.joining(", "));
        fact(role + ".inputs", types, "the graph's declared inputs");
        finite(role, outcome);
        if (role.startsWith("unet")) {
            batch(role, outcome);
        } else if (role.startsWith("vae_decoder")) {
            decoder(outcome);
        } else if (role.startsWith("vae_encoder")) {
            encoder(role, outcome);
        }
    }

    void notRun(String role) {
        warnings.add(role + " was not run, since what it takes is not known: the fingerprint says nothing of it");
    }

    private void fact(String what, String value, String reason) {
        facts.add(new Inference("graphs." + what, value, reason));
    }

    private void finite(String role, Outcome outcome) {
        outcome.print().outputs().forEach((name, output) -> {
            if (!output.finite()) {
                warnings.add(role + " " + name + " is not finite on known noise"
                        + (outcome.half()
                                ? ": half precision overflows. fp16 UNets of SD 2.1 do, and give black pictures,"
                                        + " unless their attention runs in fp32: export it again that way, or in fp32"
                                : ": the graph or its weights are broken"));
            }
        });
    }

    private void batch(String role, Outcome outcome) {
        TensorInfo sample = outcome.declaredInputs().values().stream()
                .filter(info -> info.rank() >= 4)
                .findFirst()
                .orElseThrow();
        boolean open = sample.shape().get(0) < 1;
        boolean two = outcome.rows() == 2;
        if (open && !two && bundle.defaults().guidanceScale() > 1) {
            throw new Rejected(
                    bundle.components().get(role).toString(),
                    "it declares any batch, but fails with two rows, which guidance needs",
                    "Export it with dynamic_axes for the batch of every input, or with a fixed batch of 1");
        }
        fact(role + ".batch", open && two ? "any" : String.valueOf(outcome.rows()), "a run with two rows");
    }

    private void decoder(Outcome outcome) {
        Tensor made = outcome.outputs().values().iterator().next();
        List<Long> given = outcome.print().inputs().get(0).shape();
        long[] shape = made.shape();
        if (shape.length < 4 || shape.length != given.size() || !(made instanceof Tensor.Floats floats)) {
            throw new Rejected(
                    "vae_decoder", "it gives no picture, but " + Arrays.toString(shape), "Export the decoder");
        }
        int last = shape.length - 1;
        long ratio = shape[last] / given.get(last);
        if (ratio < 1 || ratio * given.get(last) != shape[last] || ratio * given.get(last - 1) != shape[last - 1]) {
            throw new Rejected(
                    "vae_decoder",
                    "it makes " + Arrays.toString(shape) + " of " + given,
                    "Export an autoencoder's decoder");
        }
        factor = Optional.of(Math.toIntExact(ratio));
        channels = Optional.of(Math.toIntExact(shape[1]));
        colour = Optional.of(shape[1] == 3 && differ(floats.values()));
        OutputPrint print = outcome.print().outputs().values().iterator().next();
        range = (float) print.low() + " to " + (float) print.high();
        if (bundle.image().low() < 0 && print.finite() && print.low() >= 0 && print.std() > 0) {
            warnings.add("vae_decoder gives " + range + " on known noise, nothing under 0, but image.low is "
                    + bundle.image().low() + ": if black is 0 in this model, write `image: {low: 0}` into bundle.yaml");
        }
    }

    private static boolean differ(float[] planes) {
        int plane = planes.length / 3;
        for (int i = 0; i < plane; i++) {
            if (Math.abs(planes[i] - planes[plane + i]) > 1e-4 || Math.abs(planes[i] - planes[2 * plane + i]) > 1e-4) {
                return true;
            }
        }
        return false;
    }

    private void encoder(String role, Outcome outcome) {
        Map<String, OutputPrint> outputs = outcome.print().outputs();
        OutputPrint first = outputs.values().iterator().next();
        long own = first.shape().size() < 2 ? 0 : first.shape().get(1);
        int latents = bundle.latent().channels();
        String gives = "latents";
        if (!first.steady()) {
            gives = "a draw of its own, which no seed of ours reaches";
            warnings.add(role + " draws inside the graph: image-to-image and inpainting are not reproducible with it");
        } else if (outputs.size() == 2) {
            gives = "mean and standard deviation";
        } else if (own == 2L * latents) {
            gives = "mean and log variance";
        }
        fact(role + ".gives", gives, outputs.size() + " outputs, " + own + " channels for latents of " + latents);
    }
}
