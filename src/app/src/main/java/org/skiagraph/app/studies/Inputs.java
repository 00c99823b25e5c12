package org.skiagraph.app.studies;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.dicom.source.SourceOptions;
import org.skiagraph.diffusion.adapter.Adapters;

/**
 * What goes in besides words. Files are read when the request is carried out.
 *
 * @param conditions classes and scalars by the names that the model gives them
 * @param form values of the model's form, by field, instead of a prompt
 * @param edit what is done to a picture; {@link Edit#NONE} makes one from nothing
 * @param controls pictures for ControlNets
 * @param adapters LoRAs and textual inversions
 * @param sources how DICOM files among the pictures are read
 */
public record Inputs(
        Map<String, String> conditions,
        Map<String, String> form,
        Edit edit,
        List<Control> controls,
        Adapters adapters,
        SourceOptions sources) {
    public static final Inputs NONE = new Inputs(Map.of(), Map.of(), Edit.NONE, List.of(), Adapters.NONE);

    public Inputs {
        conditions = Map.copyOf(conditions);
        form = Map.copyOf(form);
        controls = List.copyOf(controls);
    }

    /** The same with DICOM files read as they are by default. */
    public Inputs(
            Map<String, String> conditions,
            Map<String, String> form,
            Edit edit,
            List<Control> controls,
            Adapters adapters) {
        this(conditions, form, edit, controls, adapters, SourceOptions.DEFAULT);
    }

    /**
     * Image-to-image, or inpainting where there is a mask or a box.
     *
     * @param image PNG or DICOM
     * @param strength over 0 to 1; empty is the mode's own
     * @param mask PNG or DICOM of the image's size: white is repainted
     * @param box a rectangle instead of a mask
     */
    public record Edit(Optional<Path> image, Optional<Double> strength, Optional<Path> mask, Optional<Box> box) {
        public static final Edit NONE =
                new Edit(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Pixels: x to x + width - 1 from the left, y to y + height - 1 from the top. */
    public record Box(int x, int y, int width, int height) {
        /** "x,y,width,height". */
        String text() {
            return x + "," + y + "," + width + "," + height;
        }
    }

    /**
     * @param name of the ControlNet; empty where the model has one alone
     * @param image PNG or DICOM of the result's size
     * @param conditioningScale finite, at least 0
     */
    public record Control(Optional<String> name, Path image, double conditioningScale) {}
}
