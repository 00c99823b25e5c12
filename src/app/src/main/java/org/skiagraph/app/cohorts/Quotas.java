package org.skiagraph.app.cohorts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shares of a whole in whole numbers, by largest remainder (Hamilton): everybody gets their share rounded down, and what is
 * left goes one by one to the largest remainders. So what is made never differs from what was asked by one or more.
 */
final class Quotas {
    private Quotas() {}

    /**
     * @param weights at least 0, not all 0
     * @param order of those whose remainders are equal
     */
    static int[] of(int total, List<BigDecimal> weights, int[] order) {
        BigDecimal sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        int[] quotas = new int[weights.size()];
        List<BigDecimal> remainders = new ArrayList<>();
        int left = total;
        for (int i = 0; i < quotas.length; i++) {
            // Times the sum, so that everything is a whole multiple and nothing is rounded.
            BigDecimal[] share =
                    weights.get(i).multiply(BigDecimal.valueOf(total)).divideAndRemainder(sum);
            quotas[i] = share[0].intValueExact();
            remainders.add(share[1]);
            left -= quotas[i];
        }
        IntStream.of(order)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed())
                .limit(left)
                .forEach(i -> quotas[i]++);
        return quotas;
    }
}
