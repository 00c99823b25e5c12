package org.skiagraph.app.cohorts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skiagraph.app.cohorts.SeededOrder.Use;

/** Which studies are trained on and which are kept apart for testing: by study, each finding in the same share. */
final class Split {
    static final String TRAIN = "train";
    static final String TEST = "test";

    private Split() {}

    /** One of {@value #TRAIN} and {@value #TEST} for each row. */
    static List<String> of(List<Row> rows, double testShare, SeededOrder order) {
        Map<String, List<Integer>> strata = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            String finding = rows.get(i).value(Columns.FINDING).orElse("");
            strata.computeIfAbsent(finding, key -> new ArrayList<>()).add(i);
        }
        String[] splits = new String[rows.size()];
        Arrays.fill(splits, TRAIN);
        int tested = Math.toIntExact(Math.round(testShare * rows.size()));
        int[] quotas = Quotas.of(
                tested,
                strata.values().stream()
                        .map(stratum -> BigDecimal.valueOf(stratum.size()))
                        .toList(),
                order.of("strata", Use.SPLIT, strata.size()));
        int at = 0;
        for (Map.Entry<String, List<Integer>> stratum : strata.entrySet()) {
            List<Integer> members = stratum.getValue();
            int[] drawn = order.of("stratum " + stratum.getKey(), Use.SPLIT, members.size());
            for (int i = 0; i < quotas[at]; i++) {
                splits[members.get(drawn[i])] = TEST;
            }
            at++;
        }
        return List.of(splits);
    }
}
