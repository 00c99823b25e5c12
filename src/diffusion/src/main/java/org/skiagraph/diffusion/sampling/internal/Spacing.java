package org.skiagraph.diffusion.sampling.internal;

/**
 * Which of the training timesteps a run visits, falling (arXiv 2305.08891, table 2). Solvers of the DPM kind space as if
 * for one step more and leave out the last, which is why they have a variant of their own.
 */
final class Spacing {
    private Spacing() {}

    /** Of DDIM's kind; linspace rounds to whole timesteps. */
    static double[] discrete(Settings settings, int count, String usual) {
        double[] timesteps = fractional(settings, count, usual);
        for (int i = 0; i < count; i++) {
            timesteps[i] = Math.rint(timesteps[i]);
        }
        return timesteps;
    }

    /** Of Euler's kind; linspace keeps fractions. */
    static double[] fractional(Settings settings, int count, String usual) {
        int train = settings.whole("num_train_timesteps");
        return switch (kind(settings, usual)) {
            case "linspace" -> Grid.toFloat(Grid.reversed(Grid.linspace(0, train - 1.0, count)));
            case "leading" -> leading(count, train / count, settings.whole("steps_offset"));
            default -> trailing(train, train, count);
        };
    }

    /** Of MONAI's DDIM and DDPM: whole strides up to version 1.5 ("leading"), evenly to both ends from 1.6 on. */
    static double[] monai(Settings settings, int count) {
        int train = settings.whole("num_train_timesteps");
        int offset = settings.whole("steps_offset");
        if (settings.oneOf("timestep_spacing", "leading", "linspace").equals("leading")) {
            return leading(count, train / count, offset);
        }
        double[] timesteps = Grid.linspace(train - 1.0 - offset, 0, count);
        for (int i = 0; i < count; i++) {
            timesteps[i] = Math.rint(timesteps[i]) + offset;
        }
        return timesteps;
    }

    /** Of DPM-Solver's kind, over the first {@code last} training timesteps. */
    static double[] ofOneMore(Settings settings, int count, int last, String usual) {
        int train = settings.whole("num_train_timesteps");
        double[] timesteps =
                switch (kind(settings, usual)) {
                    case "linspace" -> {
                        double[] more = Grid.reversed(Grid.linspace(0, last - 1.0, count + 1));
                        yield java.util.Arrays.copyOf(more, count);
                    }
                    case "leading" -> {
                        int offset = settings.has("steps_offset") ? settings.whole("steps_offset") : 0;
                        yield java.util.Arrays.copyOf(leading(count + 1, last / (count + 1), offset), count);
                    }
                    default -> trailing(last, train, count);
                };
        for (int i = 0; i < timesteps.length; i++) {
            timesteps[i] = Math.rint(timesteps[i]);
        }
        return timesteps;
    }

    private static String kind(Settings settings, String usual) {
        return settings.has("timestep_spacing")
                ? settings.oneOf("timestep_spacing", "linspace", "leading", "trailing")
                : usual;
    }

    private static double[] leading(int count, int ratio, int offset) {
        double[] timesteps = new double[count];
        for (int i = 0; i < count; i++) {
            timesteps[i] = (double) (count - 1 - i) * ratio + offset;
        }
        return timesteps;
    }

    private static double[] trailing(int from, int train, int count) {
        double ratio = (double) train / count;
        int length = (int) Math.ceil(from / ratio);
        double[] timesteps = new double[length];
        for (int i = 0; i < length; i++) {
            timesteps[i] = Math.rint(from - i * ratio) - 1;
        }
        return timesteps;
    }
}
