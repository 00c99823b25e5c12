package org.skiagraph.diffusion.family;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.skiagraph.diffusion.bundle.NetworkSignature.Part;
import org.skiagraph.diffusion.conditioning.Condition;

/** Two exports of one class-conditional network: one that takes a class, one that takes none. */
final class LabelledNetwork implements NoisePredictor {
    private final NoisePredictor labelled;
    private final Supplier<NoisePredictor> unlabelled;

    /** @param unlabelled opened when the first row without a class comes */
    LabelledNetwork(NoisePredictor labelled, Supplier<NoisePredictor> unlabelled) {
        this.labelled = labelled;
        this.unlabelled = unlabelled;
    }

    @Override
    public float[] predict(Step step, List<Condition> conditions) {
        float[] output = new float[step.sample().length];
        run(step, conditions, true, output);
        run(step, conditions, false, output);
        return output;
    }

    private void run(Step step, List<Condition> conditions, boolean withLabel, float[] output) {
        int row = step.sample().length / conditions.size();
        List<Integer> rows = new ArrayList<>();
        List<Condition> chosen = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i).rows().containsKey(Part.LABEL) == withLabel) {
                rows.add(i);
                chosen.add(conditions.get(i));
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        float[] sample = new float[rows.size() * row];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(step.sample(), rows.get(i) * row, sample, i * row, row);
        }
        float[] given = (withLabel ? labelled : unlabelled.get()).predict(step.with(sample), chosen);
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(given, i * row, output, rows.get(i) * row, row);
        }
    }
}
