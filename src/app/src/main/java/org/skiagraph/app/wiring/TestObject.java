package org.skiagraph.app.wiring;

import java.util.Map;
import java.util.Optional;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.studies.Inputs;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.StudyRequest.Guidance;
import org.skiagraph.app.studies.StudyRequest.Labels;
import org.skiagraph.app.studies.StudyRequest.Picture;
import org.skiagraph.app.studies.StudyRequest.Prompt;
import org.skiagraph.app.studies.StudyRequest.Sampling;
import org.skiagraph.app.studies.StudyRequest.Storage;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import org.skiagraph.diffusion.prompt.WeightSyntax;
import org.skiagraph.graph.RuntimeSettings;

/** What is stored at a destination to try it out. */
final class TestObject {
    private TestObject() {}

    /** One step of the usual model: what the picture shows does not matter. */
    static StudyRequest of(Settings settings) {
        return new StudyRequest(
                new Prompt(Optional.of("test object"), Optional.empty(), LongPrompt.TRUNCATE, WeightSyntax.OFF),
                settings.model(),
                settings.template(),
                new Sampling(
                        Optional.of(1),
                        new Guidance(Optional.empty(), Optional.empty(), 0, 1),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        PriorChoice.DEFAULT,
                        Optional.of(0L)),
                new Picture(Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), 1, 0),
                Inputs.NONE,
                new Labels(Optional.of("TEST^OBJECT"), Optional.empty(), Optional.of("Test object, delete at will")),
                new Storage(
                        new PixelSettings(settings.bitsStored(), settings.transferSyntax(), true),
                        settings.previewBits()),
                new RuntimeSettings(settings.provider(), settings.threads(), 0),
                settings.out());
    }
}
