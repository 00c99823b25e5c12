package org.skiagraph.app.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What lists have in common: how many at once, and where to go on. */
final class Page {
    private static final int MOST = 500;
    private static final int BY_DEFAULT = 100;

    private Page() {}

    /** @throws Refusal if it is none */
    static int limit(String given) {
        return (int) number("limit", given, BY_DEFAULT, 1, MOST);
    }

    /** @throws Refusal if it is none */
    static long from(String given) {
        return number("from", given, 0, 0, Long.MAX_VALUE);
    }

    private static long number(String name, String given, long byDefault, long lowest, long highest) {
        if (given == null) {
            return byDefault;
        }
        try {
            long number = Long.parseLong(given);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw Body.bad(name, "it is no number from " + lowest + " to " + highest, "Give one, or leave it out");
    }

    /** The answer of what was done to some. */
    static String count(int count) {
        return JsonNodeFactory.instance.objectNode().put("count", count).toString();
    }
}
