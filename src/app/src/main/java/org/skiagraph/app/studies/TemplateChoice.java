package org.skiagraph.app.studies;

import java.util.List;
import java.util.Optional;
import org.skiagraph.dicom.dataset.Order;
import org.skiagraph.dicom.template.Template;
import org.skiagraph.dicom.template.Templates;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.VoxelGrid;
import org.skiagraph.domain.Rejected;

/** Brings a template and a model together. */
final class TemplateChoice {
    private TemplateChoice() {}

    /**
     * The template that was asked for, else the first that suits the model and, where there is one, the order.
     *
     * @throws Rejected if it does not fit what the model makes, or the order wants another modality
     */
    static Template of(StudyRequest request, ModelBundle bundle, Templates templates) {
        Optional<String> modality = request.labels().order().map(Order::modality);
        Template template = templates.find(request.template()
                .or(() -> modality.flatMap(wanted -> suitable(wanted, bundle, templates)))
                .orElseGet(() -> firstSuitable(bundle)));
        modality.ifPresent(wanted -> requireModality(wanted, template, templates));
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

    private static Optional<String> suitable(String modality, ModelBundle bundle, Templates templates) {
        return bundle.details().templates().stream()
                .filter(name -> templates.find(name).modality().equals(modality))
                .findFirst();
    }

    private static void requireModality(String wanted, Template template, Templates templates) {
        if (!template.modality().equals(wanted)) {
            List<String> fitting = templates.list().stream()
                    .filter(other -> other.modality().equals(wanted))
                    .map(Template::name)
                    .toList();
            throw new Rejected(
                    "template",
                    template.name() + " is for modality " + template.modality() + ", and the order wants " + wanted,
                    fitting.isEmpty()
                            ? "There is no template for that modality; write one, or answer another entry"
                            : "Use --template with one of " + String.join(", ", fitting) + ", and a model for it");
        }
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
