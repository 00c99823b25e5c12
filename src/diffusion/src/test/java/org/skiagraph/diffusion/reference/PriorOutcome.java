package org.skiagraph.diffusion.reference;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.skiagraph.diffusion.reference.RecordingGraphs.Run;
import org.skiagraph.graph.Tensor;

/**
 * What a prior was given and gave. Ours runs once for each picture, the reference once for all of them: their rows hold the
 * first row of every picture, then the second of every picture, and so on. Rows of negative prompts that no guidance asks
 * for are theirs alone and not compared.
 */
final class PriorOutcome {
    private final CaseOutcome outcome;
    private final PipelineCase given;
    private final List<List<Run>> byPicture = new ArrayList<>();

    PriorOutcome(CaseOutcome outcome) {
        this.outcome = outcome;
        this.given = outcome.given();
        List<Run> runs = outcome.priorRuns();
        int calls = runs.size() / outcome.pictures().size();
        for (int first = 0; first < runs.size(); first += calls) {
            byPicture.add(runs.subList(first, first + calls));
        }
    }

    void timesteps(String file) throws IOException {
        for (List<Run> runs : byPicture) {
            outcome.sameTimesteps(file, runs);
        }
    }

    /** An input of the first call. */
    void input(String file, String name, double tolerance) throws IOException {
        rows(file, byPicture.stream().map(runs -> inputRows(runs.get(0), name)).toList(), tolerance);
    }

    /** What the next call was given: the same latents for both sides of guidance. */
    void latentsAfter(String file, int step) throws IOException {
        List<List<float[]>> next = byPicture.stream()
                .map(runs -> inputRows(runs.get(step + 1), "hidden_states"))
                .toList();
        boolean guided = given.real("prior_guidance_scale", 1) > 1;
        int latents = next.get(0).size() / (guided ? 2 : 1);
        rows(file, next.stream().map(rows -> rows.subList(0, latents)).toList(), given.tolerance("embeds"));
    }

    /** As the network got them, the negative ones first where it is guided. */
    void embeds(String file, boolean positive) throws IOException {
        if (positive || guided()) {
            outcome.close(file, embeds(positive), given.tolerance("embeds"));
        }
    }

    private boolean guided() {
        return rowsGiven() == 2L * outcome.pictures().size();
    }

    private long rowsGiven() {
        return outcome.network().get(0).inputs().get("image_embeds").shape()[0];
    }

    private float[] embeds(boolean positive) {
        float[] all = CaseOutcome.floats(outcome.network().get(0).inputs(), List.of("image_embeds"));
        int half = guided() ? all.length / 2 : 0;
        return positive ? Arrays.copyOfRange(all, half, all.length) : Arrays.copyOf(all, half);
    }

    /** Before post-processing; rows of negative prompts behind those of the prompts. */
    void latentsFinal(String file) throws IOException {
        int pictures = outcome.pictures().size();
        boolean negativeToo = guided() && given.array(file).shape()[0] > pictures;
        List<float[]> both = List.of(embeds(true), negativeToo ? embeds(false) : new float[0]);
        float[] mean = Npy.read(given.bundle().resolve("prior/clip_mean.npy")).floats();
        float[] deviation =
                Npy.read(given.bundle().resolve("prior/clip_std.npy")).floats();
        float[] ours = CaseOutcome.joined(both);
        for (int i = 0; i < ours.length; i++) {
            ours[i] = (ours[i] - mean[i % mean.length]) / deviation[i % mean.length];
        }
        float[] theirs = Arrays.copyOf(given.array(file).floats(), ours.length);
        Closeness.check(given.directory(), file, ours, theirs, given.tolerance("embeds"));
    }

    private static List<float[]> inputRows(Run run, String name) {
        Map<String, Tensor> inputs = run.inputs();
        float[] all = CaseOutcome.floats(inputs, List.of(name));
        int row = all.length / (int) inputs.get(name).shape()[0];
        List<float[]> rows = new ArrayList<>();
        for (int at = 0; at < all.length; at += row) {
            rows.add(Arrays.copyOfRange(all, at, at + row));
        }
        return rows;
    }

    /** @param ours by picture */
    private void rows(String file, List<List<float[]>> ours, double tolerance) throws IOException {
        int kinds = ours.get(0).size();
        List<float[]> all = new ArrayList<>();
        for (int kind = 0; kind < kinds; kind++) {
            for (List<float[]> rows : ours) {
                all.add(rows.get(kind));
            }
        }
        float[] joined = CaseOutcome.joined(all);
        float[] theirs = given.array(file).floats();
        Closeness.check(
                given.directory(),
                file,
                joined,
                theirs.length == 2 * joined.length ? ofPrompts(theirs, joined.length / kinds) : theirs,
                tolerance);
    }

    /** Every other kind of row: what belongs to a negative prompt stands behind what belongs to its prompt. */
    private static float[] ofPrompts(float[] all, int kind) {
        List<float[]> kept = new ArrayList<>();
        for (int at = 0; at < all.length; at += 2 * kind) {
            kept.add(Arrays.copyOfRange(all, at, at + kind));
        }
        return CaseOutcome.joined(kept);
    }
}
