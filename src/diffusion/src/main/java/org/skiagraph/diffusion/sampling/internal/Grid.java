package org.skiagraph.diffusion.sampling.internal;

/** Evenly spaced numbers and look-ups between them. */
final class Grid {
    private Grid() {}

    /** count numbers from first to last, both included; for one number, the first. */
    static double[] linspace(double first, double last, int count) {
        double[] values = new double[count];
        double step = count > 1 ? (last - first) / (count - 1) : 0;
        for (int i = 0; i < count; i++) {
            values[i] = first + i * step;
        }
        if (count > 1) {
            values[count - 1] = last;
        }
        return values;
    }

    static double[] reversed(double[] values) {
        double[] reversed = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            reversed[i] = values[values.length - 1 - i];
        }
        return reversed;
    }

    /** The value at a fractional index, linear between neighbours. */
    static double at(double[] table, double index) {
        int low = (int) Math.max(0, Math.min(Math.floor(index), table.length - 1));
        int high = Math.min(low + 1, table.length - 1);
        double share = Math.max(0, Math.min(1, index - low));
        return table[low] + share * (table[high] - table[low]);
    }

    static double[] append(double[] values, double last) {
        double[] longer = java.util.Arrays.copyOf(values, values.length + 1);
        longer[values.length] = last;
        return longer;
    }

    /** Rounded to float32, as the reference stores it. */
    static double[] toFloat(double[] values) {
        double[] rounded = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }
}
