package org.skiagraph.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.app.documents.JsonValues;
import org.skiagraph.app.studies.StudyRequest.Guidance;
import org.skiagraph.app.studies.StudyRequest.Sampling;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import picocli.CommandLine.Option;

/** How the picture is sampled; names are diffusers'. */
final class SamplingOptions {
    @Option(
            names = {"--num-inference-steps", "--steps"},
            paramLabel = "N",
            description = "Denoising steps.")
    Integer steps;

    @Option(names = "--guidance-scale", paramLabel = "X", description = "How strongly the prompt is followed.")
    Double guidanceScale;

    @Option(names = "--guidance-rescale", paramLabel = "X", description = "0 to 1; tames over-exposure (2305.08891).")
    Double guidanceRescale;

    @Option(
            names = "--guidance-start",
            paramLabel = "X",
            defaultValue = "0",
            description = "Share of the steps, 0 to 1, from which there is guidance.")
    double guidanceStart;

    @Option(
            names = "--guidance-stop",
            paramLabel = "X",
            defaultValue = "1",
            description = "Share of the steps until which there is guidance.")
    double guidanceStop = 1;

    @Option(names = "--scheduler", paramLabel = "NAME", description = "Such as ddim, euler-a, dpm++2m-karras, unipc.")
    String scheduler;

    @Option(
            names = "--scheduler-config",
            paramLabel = "KEY=VALUE",
            description = "Change one key of the scheduler's configuration; may be repeated.")
    Map<String, String> schedulerConfig = new LinkedHashMap<>();

    @Option(names = "--eta", paramLabel = "X", description = "DDIM's share of fresh noise, 0 to 1.")
    Double eta;

    @Option(
            names = "--prior-num-inference-steps",
            paramLabel = "N",
            description = "Denoising steps of the prior, for models that have one.")
    Integer priorSteps;

    @Option(
            names = "--prior-guidance-scale",
            paramLabel = "X",
            description = "How strongly the prior follows the prompt.")
    Double priorGuidanceScale;

    @Option(names = "--seed", paramLabel = "N", description = "0 to 2^63-1; the same seed gives the same pixels.")
    Long seed;

    Sampling read() {
        Map<String, Object> config = new LinkedHashMap<>();
        schedulerConfig.forEach((key, value) -> config.put(key, JsonValues.scalar(value)));
        return new Sampling(
                Optional.ofNullable(steps),
                new Guidance(
                        Optional.ofNullable(guidanceScale),
                        Optional.ofNullable(guidanceRescale),
                        guidanceStart,
                        guidanceStop),
                Optional.ofNullable(scheduler),
                config,
                Optional.ofNullable(eta),
                new PriorChoice(Optional.ofNullable(priorSteps), Optional.ofNullable(priorGuidanceScale)),
                Optional.ofNullable(seed));
    }
}
