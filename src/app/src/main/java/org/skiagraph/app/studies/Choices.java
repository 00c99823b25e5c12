package org.skiagraph.app.studies;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.skiagraph.domain.Rejected;

/** Reads one word out of a fixed few. */
public final class Choices {
    private Choices() {}

    /**
     * @param name how people write a value; letter case does not count
     * @throws Rejected listing the words, and the nearest one
     */
    public static <T> T named(String where, String word, T[] values, Function<T, String> name) {
        List<String> names = Arrays.stream(values)
                .map(value -> name.apply(value).toLowerCase(Locale.ROOT))
                .toList();
        int index = names.indexOf(word.strip().toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new Rejected(
                    where,
                    "'" + word + "' is none of " + String.join(", ", names),
                    "Give " + Suggestions.nearest(word, names).orElse("one of them"));
        }
        return values[index];
    }
}
