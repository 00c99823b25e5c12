package org.skiagraph.app.cohorts;

import java.util.Optional;
import java.util.function.Function;
import org.skiagraph.app.studies.Inputs.Box;
import org.skiagraph.domain.Rejected;

/** One row's cells as what they stand for; a wrong one is told by its column. */
record Cells(Row row) {

    Optional<String> text(String column) {
        return row.value(column);
    }

    Optional<Integer> whole(String column) {
        return read(column, Integer::valueOf, "Write a whole number");
    }

    Optional<Long> seed() {
        return read("seed", Long::valueOf, "Write a whole number from 0 up");
    }

    Optional<Double> number(String column) {
        return read(column, Double::valueOf, "Write a number, with a dot for the decimals");
    }

    /** "x,y,width,height". */
    Optional<Box> box() {
        return read("box", Cells::box, "Write left, top, width and height in pixels, such as 64,64,32,32");
    }

    private static Box box(String text) {
        if (!text.matches("\\d{1,6}( *, *\\d{1,6}){3}")) {
            throw new NumberFormatException(text);
        }
        String[] sides = text.split(" *, *");
        return new Box(
                Integer.parseInt(sides[0]),
                Integer.parseInt(sides[1]),
                Integer.parseInt(sides[2]),
                Integer.parseInt(sides[3]));
    }

    private <T> Optional<T> read(String column, Function<String, T> reading, String remedy) {
        try {
            return row.value(column).map(reading);
        } catch (NumberFormatException e) {
            throw new Rejected(column, "it is no number", remedy, e);
        }
    }
}
