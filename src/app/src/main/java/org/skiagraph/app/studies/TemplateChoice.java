package org.skiagraph.app.studies;

import java.util.List;
import java.util.Optional;
import org.skiagraph.dicom.template.Template;
import org.skiagraph.dicom.template.Templates;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.VoxelGrid;
import org.skiagraph.domain.Rejected;

/** Brings a template and a model together. */
final class TemplateChoice {
    private TemplateChoice() {}

    /**
     * The template that was asked for, else the first that suits the model.
     *
     * @throws Rejected if it does not fit what the model makes
     */
    static Template of(Optional<String> asked, ModelBundle bundle, Templates templates) {
        Template template = templates.find(asked.orElseGet(() -> firstSuitable(bundle)));
        if (bundle.image().depth().isPresent()) {
            if (!template.slices()) {
                throw new Rejected(
                        "template",
                        template.name() + " is for single pictures, and the model " + bundle.name() + " makes volumes",
                        "Use one for slices: " + String.join(", ", forSlices(templates)));
            }
            grid(bundle);
        }
        return template;
    }

    /** How a bundle's volumes lie in a patient. */
    static VoxelGrid grid(ModelBundle bundle) {
        return bundle.image()
                .voxels()
                .orElseThrow(
                        () -> new Rejected(
                                "model",
                                bundle.name() + " does not say how its volumes lie in a patient",
                                "Write image.axes, such as RAS, and image.voxelSpacingMm, such as [1, 1, 1], into its bundle.yaml"));
    }

    private static List<String> forSlices(Templates templates) {
        return templates.list().stream()
                .filter(Template::slices)
                .map(Template::name)
                .toList();
    }

    private static String firstSuitable(ModelBundle bundle) {
        return bundle.details().templates().stream()
                .findFirst()
                .orElseThrow(() -> new Rejected(
                        "template",
                        "the model " + bundle.name() + " names no template that suits it",
                        "Choose one with --template; 'skiagraph templates list' shows them"));
    }
}
