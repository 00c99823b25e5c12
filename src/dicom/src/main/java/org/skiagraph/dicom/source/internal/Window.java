package org.skiagraph.dicom.source.internal;

import java.util.function.DoubleUnaryOperator;

/** A window of values that is shown from black to white (PS3.3 C.11.2.1.2 and C.11.2.1.3). */
record Window(double centre, double width) {

    /** @param name VOI LUT Function; "" is LINEAR */
    DoubleUnaryOperator function(String name) {
        return switch (name) {
            case "", "LINEAR" -> linear();
            case "LINEAR_EXACT" -> {
                require(width > 0);
                yield value -> (value - centre) / width + 0.5;
            }
            case "SIGMOID" -> {
                require(width > 0);
                yield value -> 1 / (1 + StrictMath.exp(-4 * (value - centre) / width));
            }
            default ->
                throw new Unusable("its VOI LUT Function (0028,1056) is none that we know", "Export it with a window");
        };
    }

    private DoubleUnaryOperator linear() {
        require(width >= 1);
        if (width == 1) {
            return value -> value <= centre - 0.5 ? 0 : 1;
        }
        return value -> (value - (centre - 0.5)) / (width - 1) + 0.5;
    }

    private static void require(boolean wide) {
        if (!wide) {
            throw new Unusable("its window is too narrow to show anything", "Export it with a window");
        }
    }
}
