package org.skiagraph.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.GenerationRequest;
import org.skiagraph.diffusion.GenerationRequest.GuidanceChoice;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.Pictures;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import org.skiagraph.diffusion.GenerationRequest.SchedulerChoice;
import org.skiagraph.diffusion.GenerationRequest.Size;
import org.skiagraph.diffusion.GenerationRequest.Source;
import org.skiagraph.diffusion.GenerationRequest.Subject;
import org.skiagraph.diffusion.Generator;
import org.skiagraph.diffusion.GeneratorSettings;
import org.skiagraph.diffusion.Generators;
import org.skiagraph.diffusion.RepaintRectangle;
import org.skiagraph.diffusion.bundle.BundleSearch;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.ModelBundle.ConditionSpec;
import org.skiagraph.diffusion.bundle.ModelBundle.Masking;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Seed;
import org.skiagraph.graph.Graphs;

/** A few steps of a tiny bundle in each mode that it has. */
public final class FamilyRun {
    private static final int STEPS = 4;
    private static final int SIDE = 64;

    private FamilyRun() {}

    /** The bundle's family, once it has run. */
    public static String run(Path directory, Graphs graphs) {
        ModelBundle bundle = BundleSearch.on(List.of()).load(directory.toString());
        try (Generator generator = Generators.open(bundle, graphs, GeneratorSettings.DEFAULT)) {
            boolean repaintsOnly = !runs(generator, bundle, Optional.empty());
            if (bundle.components().containsKey("vae_encoder")
                    && bundle.image().depth().isEmpty()) {
                Image grey = new Image(SIDE, SIDE, 1, new float[SIDE * SIDE]);
                if (!repaintsOnly) {
                    runs(generator, bundle, Optional.of(new Source(grey, 0.5, Optional.empty())));
                }
                Image mask = new RepaintRectangle(8, 8, 16, 16).mask(SIDE, SIDE);
                if (bundle.composition().masking() != Masking.NONE) {
                    runs(generator, bundle, Optional.of(new Source(grey, 1, Optional.of(mask))));
                }
            }
        }
        return bundle.family();
    }

    /** Whether the bundle has this mode. */
    private static boolean runs(Generator generator, ModelBundle bundle, Optional<Source> source) {
        GenerationRequest request = new GenerationRequest(
                new Subject(
                        bundle.form().map(FamilyRun::composed).orElse("effusion"),
                        Optional.empty(),
                        LongPrompt.CHUNK,
                        conditions(bundle)),
                new Seed(1),
                1,
                bundle.image().depth().isPresent() ? Optional.empty() : Optional.of(new Size(SIDE, SIDE)),
                SchedulerChoice.DEFAULT,
                Optional.of(STEPS),
                GuidanceChoice.DEFAULT,
                Optional.empty(),
                PriorChoice.DEFAULT,
                new Pictures(source, List.of()),
                0);
        try {
            generator.generate(request, ProgressListener.NONE);
            return true;
        } catch (Rejected rejected) {
            if (rejected.getMessage().contains("only repaints")) {
                return false;
            }
            throw rejected;
        }
    }

    private static String composed(org.skiagraph.diffusion.bundle.Form form) {
        return form.compose(Map.of()).prompt();
    }

    private static Map<String, String> conditions(ModelBundle bundle) {
        Map<String, String> values = new HashMap<>();
        for (ConditionSpec spec : bundle.composition().conditions()) {
            values.put(spec.name(), spec.byDefault().orElseGet(() -> any(spec)));
        }
        return values;
    }

    private static String any(ConditionSpec spec) {
        return spec.classes().isEmpty() ? String.valueOf(spec.from()) : "0";
    }
}
