package org.skiagraph.diffusion.bundle.internal.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.skiagraph.diffusion.bundle.NetworkSignature;
import org.skiagraph.diffusion.bundle.NetworkSignature.Part;
import org.skiagraph.diffusion.bundle.internal.probe.KnownInput.Fill;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.ElementType;
import org.skiagraph.graph.GraphFile;
import org.skiagraph.graph.TensorInfo;
import org.skiagraph.graph.Weight;

/** Chooses known inputs of valid kind, shape and range for each graph of a bundle. */
final class KnownInputs {
    private static final int TRAINED_STEPS = 1000;
    private static final int PICTURE = 224;
    /** Elements of one input; a graph that declares more is not run. */
    private static final long MOST = 1L << 28;

    private final Sizes sizes;

    KnownInputs(Sizes sizes) {
        this.sizes = sizes;
    }

    static boolean isNetwork(String role) {
        return role.startsWith("unet") || role.startsWith("controlnet") || role.equals("prior");
    }

    /** Whether it is known what a graph of this role takes. */
    static boolean isUnderstood(String role) {
        return isNetwork(role)
                || role.startsWith("text_encoder")
                || role.startsWith("vae_")
                || role.startsWith("image_encoder");
    }

    /** @param rows of a network, where it leaves them open */
    List<KnownInput> of(String role, Collection<TensorInfo> inputs, Collection<TensorInfo> outputs, int rows) {
        List<KnownInput> known = new ArrayList<>();
        if (isNetwork(role)) {
            NetworkSignature signature = NetworkSignature.of(
                    role, inputs, outputs, sizes.bundle().composition().inputs());
            Map<String, KnownInput> byName = new HashMap<>();
            network(signature, rows).forEach(input -> byName.put(input.name(), input));
            inputs.forEach(info -> known.add(byName.getOrDefault(info.name(), value(info, rows))));
        } else {
            inputs.forEach(
                    info -> known.add(role.startsWith("text_encoder") ? token(role, info) : picture(role, info)));
        }
        known.forEach(input -> requireSane(role, input));
        return known;
    }

    private KnownInput token(String role, TensorInfo info) {
        List<Long> shape = Sizes.filled(info, 1, sizes.tokens());
        if (info.name().contains("mask")) {
            return new KnownInput(info.name(), shape, Fill.PREFIX, 0.75);
        }
        boolean ids = info.name().equals("input_ids")
                || !(info.name().contains("type") || info.name().contains("position"));
        return ids
                ? new KnownInput(info.name(), shape, Fill.IDS, vocabulary(role))
                : new KnownInput(info.name(), shape, Fill.CONSTANT, 0);
    }

    /** The rows of the largest table that something is gathered from. */
    private long vocabulary(String role) {
        return GraphFile.weights(sizes.bundle().components().get(role)).stream()
                .filter(weight -> weight.shape().size() == 2)
                .filter(weight -> weight.uses().stream().anyMatch(KnownInputs::isLookup))
                .mapToLong(weight -> weight.shape().get(0))
                .max()
                .orElse(2);
    }

    private static boolean isLookup(Weight.Use use) {
        return use.operator().equals("Gather") && use.input() == 0;
    }

    private KnownInput picture(String role, TensorInfo info) {
        long side = sizes.side();
        if (role.startsWith("vae_decoder") && info.rank() >= 4) {
            List<Long> latents = Sizes.filled(info, 1, sizes.bundle().latent().channels(), side);
            return new KnownInput(
                    info.name(),
                    latents,
                    Fill.NORMAL,
                    1 / sizes.bundle().latent().scale());
        }
        if (role.startsWith("vae_encoder") && info.rank() >= 4) {
            List<Long> pixels = Sizes.filled(info, 1, sizes.bundle().image().channels(), sizes.pixels());
            return new KnownInput(info.name(), pixels, Fill.UNIT, 1);
        }
        return switch (info.type()) {
            case INT32, INT64, BOOL -> new KnownInput(info.name(), Sizes.filled(info, 1), Fill.CONSTANT, 1);
            default -> new KnownInput(info.name(), Sizes.filled(info, 1, 3, PICTURE), Fill.NORMAL, 1);
        };
    }

    private List<KnownInput> network(NetworkSignature signature, int rows) {
        List<KnownInput> known = new ArrayList<>();
        TensorInfo sample = signature.sample();
        long channels = sizes.bundle().latent().channels();
        known.add(new KnownInput(sample.name(), Sizes.filled(sample, rows, channels, sizes.side()), Fill.NORMAL, 1));
        TensorInfo timestep = signature.timestep();
        known.add(new KnownInput(timestep.name(), Sizes.filled(timestep, rows), Fill.CONSTANT, halfWay()));
        signature.parts().forEach((part, info) -> known.add(part(part, info, rows)));
        for (TensorInfo info : signature.residuals()) {
            List<Long> given = sizes.given("controlnet", info.name()).orElseGet(() -> info.shape());
            known.add(new KnownInput(info.name(), Sizes.filled(info, open(info, given, rows)), Fill.NORMAL, 0.1));
        }
        return known;
    }

    private static long[] open(TensorInfo info, List<Long> given, int rows) {
        long[] open = given.stream().mapToLong(Long::longValue).toArray();
        open[0] = rows;
        for (long size : open) {
            if (size < 1) {
                throw new Rejected(
                        info.name(),
                        "its size is open and no ControlNet tells it",
                        "Put the ControlNet beside the UNet");
            }
        }
        return open;
    }

    private KnownInput part(Part part, TensorInfo info, int rows) {
        String name = info.name();
        boolean scalars = sizes.bundle().composition().conditioning().kind()
                == org.skiagraph.diffusion.bundle.ModelBundle.Conditioning.Kind.SCALARS;
        return switch (part) {
            case CONTEXT ->
                new KnownInput(
                        name,
                        Sizes.filled(info, rows, sizes.tokens(), Math.max(1, sizes.textWidth())),
                        scalars ? Fill.UNIT : Fill.NORMAL,
                        1);
            case CONTEXT_MASK -> new KnownInput(name, Sizes.filled(info, rows, sizes.tokens()), Fill.PREFIX, 0.75);
            case TIME_IDS -> new KnownInput(name, Sizes.filled(info, rows, 6), Fill.SIZES, sizes.pixels());
            case LABEL -> new KnownInput(name, Sizes.filled(info, rows), Fill.IDS, classes());
            case CONTROL_IMAGE -> new KnownInput(name, Sizes.filled(info, rows, 3, sizes.pixels()), Fill.UNIT, 1);
            case CONDITIONING_SCALE -> new KnownInput(name, Sizes.filled(info, 1), Fill.CONSTANT, 1);
            case SELF_CONDITION ->
                new KnownInput(
                        name,
                        Sizes.filled(info, rows, sizes.bundle().latent().channels(), sizes.side()),
                        Fill.NORMAL,
                        1);
            case TEXT_EMBEDS, PROJECTED_TEXT -> embedding(info, rows, "text_encoder", "text_embeds");
            case IMAGE_EMBEDS -> embedding(info, rows, "image_encoder", "image_embeds");
            case GUIDANCE_EMBEDDING -> embedding(info, rows, "unet", "");
        };
    }

    /** A value that a condition gives: a number from 0 to 1, or the class 0. */
    private static KnownInput value(TensorInfo info, int rows) {
        boolean whole = info.type() == ElementType.INT32 || info.type() == ElementType.INT64;
        List<Long> shape = Sizes.filled(info, rows, 1);
        return new KnownInput(info.name(), shape, whole ? Fill.CONSTANT : Fill.UNIT, whole ? 0 : 1);
    }

    private KnownInput embedding(TensorInfo info, int rows, String role, String output) {
        long width = sizes.given(role, output).map(shape -> shape.get(1)).orElse(1L);
        return new KnownInput(info.name(), Sizes.filled(info, rows, width), Fill.NORMAL, 1);
    }

    private int halfWay() {
        Object steps = sizes.bundle().scheduler().get("num_train_timesteps");
        int trained = steps instanceof Number number ? number.intValue() : TRAINED_STEPS;
        // Whole, since some graphs take whole timesteps only.
        return trained / 2;
    }

    private long classes() {
        return sizes.bundle().composition().conditions().stream()
                .mapToLong(condition -> condition.classes().size())
                .filter(count -> count > 0)
                .findFirst()
                .orElse(1);
    }

    private static void requireSane(String role, KnownInput input) {
        double elements = input.shape().stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
        if (elements > MOST) {
            throw new Rejected(
                    role + " " + input.name(),
                    "its shape " + input.shape() + " is absurd: over " + MOST + " elements",
                    "Export the graph for usual sizes, or with dynamic axes");
        }
    }
}
