package org.skiagraph.diffusion.family;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.bundle.NetworkSignature;
import org.skiagraph.diffusion.bundle.UpscaleStage;
import org.skiagraph.diffusion.conditioning.Condition;
import org.skiagraph.diffusion.conditioning.Conditions;
import org.skiagraph.diffusion.decoding.CubicResize;
import org.skiagraph.diffusion.sampling.NoiseSource;
import org.skiagraph.diffusion.sampling.NoiseSource.Purpose;
import org.skiagraph.diffusion.sampling.Sampling;
import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.diffusion.sampling.Schedulers;
import org.skiagraph.diffusion.sampling.SolverArguments;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/**
 * The super-resolution stage of Cheff (arXiv 2303.11224), after SR3 (arXiv 2104.07636): a larger picture is denoised in pixels
 * of -1 to 1, in the loop that latents are denoised in, with the small picture stretched to its size behind its channels. One
 * picture at a time, since this is where most memory goes.
 */
final class Upscaler {
    private static final String ROLE = "sr_unet";

    private final OpenNetworks networks;
    private final UpscaleStage stage;
    private final NetworkSignature signature;
    private final int channels;

    private Upscaler(OpenNetworks networks, UpscaleStage stage) {
        this.networks = networks;
        this.stage = stage;
        this.signature = networks.signature(ROLE);
        this.channels = channels(signature);
        // What is wrong with the schedule is found before anything is made.
        sampling();
    }

    /** @throws Rejected if the network does not take a picture twice */
    static Upscaler open(OpenNetworks networks, UpscaleStage stage) {
        return new Upscaler(networks, stage);
    }

    private static int channels(NetworkSignature signature) {
        List<Long> takes = signature.sample().shape();
        List<Long> gives = signature.output().shape();
        if (takes.size() != 4 || gives.size() != 4 || takes.get(1) < 2 || takes.get(1) != 2 * gives.get(1)) {
            throw new Rejected(
                    ROLE,
                    "it takes " + takes + " and gives " + gives,
                    "Export it with the noisy picture and the small one as channels of one input, 2 or 6 in all");
        }
        return Math.toIntExact(gives.get(1));
    }

    /**
     * Makes one picture larger.
     *
     * @param picture its index in the request, part of its noise's address
     * @return samples clipped to 0 and 1, as the reference's
     */
    Image upscale(Image small, int picture, NoiseSource noise, ProgressListener listener) {
        int width = small.width() * stage.factor();
        int height = small.height() * stage.factor();
        LatentShape shape = LatentShape.ofPicture(channels, height, width);
        Sampling sampling = sampling();
        DenoisingLoop loop = new DenoisingLoop(
                new PictureChannels(networks.network(ROLE, shape), planes(small, width, height), 1),
                new Guidance(Guidance.Formula.STANDARD, 1, 0, 0, 1),
                sampling,
                (call, length) -> noise.normal(picture, Purpose.UPSCALING, call + 1, length),
                (call, pixels) -> pixels);
        float[] start = noise.normal(picture, Purpose.UPSCALING, 0, shape.size());
        for (int i = 0; i < start.length; i++) {
            start[i] = (float) (start[i] * sampling.initNoiseSigma());
        }
        Conditions nothing = new Conditions(Condition.of(Map.of()), Optional.empty());
        return image(loop.run(start, List.of(nothing), listener), width, height);
    }

    private Sampling sampling() {
        return Schedulers.fromConfig(stage.scheduler())
                .start(new SamplingPlan(stage.numInferenceSteps(), 1, 1, SolverArguments.ofEta(stage.eta())));
    }

    /** The small picture as the network is shown it: its size stretched, its values -1 to 1. */
    private float[] planes(Image small, int width, int height) {
        Image given = channels == 1 ? small.toGrey() : small;
        float[] clipped = given.samples().clone();
        for (int i = 0; i < clipped.length; i++) {
            clipped[i] = 2 * Math.min(1, Math.max(0, clipped[i])) - 1;
        }
        Image large = CubicResize.TORCH.to(
                width, height, new Image(given.width(), given.height(), given.channels(), clipped));
        float[] planes = new float[channels * width * height];
        for (int i = 0; i < planes.length; i++) {
            int pixel = i % (width * height);
            int channel = Math.min(i / (width * height), large.channels() - 1);
            planes[i] = large.samples()[pixel * large.channels() + channel];
        }
        return planes;
    }

    private Image image(float[] planes, int width, int height) {
        float[] samples = new float[planes.length];
        for (int i = 0; i < planes.length; i++) {
            int pixel = i % (width * height);
            float value = Math.min(1, Math.max(-1, planes[i]));
            samples[pixel * channels + i / (width * height)] = (value + 1) / 2;
        }
        return new Image(width, height, channels, samples);
    }
}
