package org.skiagraph.app.cohorts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.skiagraph.app.cohorts.SeededOrder.Use;

class QuotasTest {
    @Test
    void sharesComeOutWholeAndWithinOne() {
        assertThat(quotas(10, "1", "1", "1")).containsExactly(4, 3, 3);
        assertThat(quotas(7, "0.7", "0.2", "0.1")).containsExactly(5, 1, 1);
        assertThat(quotas(3, "1", "0", "0")).containsExactly(3, 0, 0);
        assertThat(quotas(100, "0.1", "0.2", "0.3")).containsExactly(17, 33, 50);
    }

    private static int[] quotas(int total, String... weights) {
        return Quotas.of(
                total,
                Stream.of(weights).map(BigDecimal::new).toList(),
                IntStream.range(0, weights.length).toArray());
    }

    @Test
    void anOrderFollowsFromSeedAndNameAlone() {
        int[] once = new SeededOrder(7).of("side", Use.ROWS, 50);

        assertThat(new SeededOrder(7).of("side", Use.ROWS, 50)).isEqualTo(once);
        assertThat(once).containsExactlyInAnyOrder(IntStream.range(0, 50).toArray());
        assertThat(new SeededOrder(8).of("side", Use.ROWS, 50)).isNotEqualTo(once);
        assertThat(new SeededOrder(7).of("size", Use.ROWS, 50)).isNotEqualTo(once);
    }

    @Test
    void theSplitHasTheAskedShareOfEveryFinding() {
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            rows.add(new Row(i, Map.of("finding", i % 4 == 0 ? "nodule" : "effusion")));
        }

        List<String> splits = Split.of(rows, 0.2, new SeededOrder(7));

        Map<String, Long> tested = rows.stream()
                .filter(row -> splits.get(row.number() - 1).equals("test"))
                .collect(Collectors.groupingBy(row -> row.values().get("finding"), Collectors.counting()));
        assertThat(tested).isEqualTo(Map.of("nodule", 5L, "effusion", 15L));
        assertThat(new HashSet<>(Split.of(rows, 0, new SeededOrder(7)))).containsExactly("train");
        assertThat(Split.of(rows, 0.2, new SeededOrder(8))).isNotEqualTo(splits);
    }
}
