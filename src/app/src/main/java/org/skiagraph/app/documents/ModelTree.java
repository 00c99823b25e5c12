package org.skiagraph.app.documents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.skiagraph.diffusion.bundle.FormField;
import org.skiagraph.diffusion.bundle.FormField.Choices;
import org.skiagraph.diffusion.bundle.FormField.Range;
import org.skiagraph.diffusion.bundle.FormField.Text;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.ModelBundle.ConditionSpec;

/** All that is known of a model, as a tree. */
public final class ModelTree {
    private ModelTree() {}

    public static ObjectNode of(ModelBundle bundle) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("name", bundle.name())
                .put("version", bundle.version())
                .put("title", bundle.details().title())
                .put("licence", bundle.details().licence())
                .put("attribution", bundle.details().attribution())
                .put("family", bundle.family())
                .put("directory", bundle.directory().toString())
                .put("digest", bundle.digest())
                .put("card", bundle.details().card().map(Path::toString).orElse(""));
        tree.set("takes", takes(bundle));
        tree.set("image", image(bundle));
        tree.set("latent", latent(bundle));
        tree.set("defaults", defaults(bundle));
        tree.set("scheduler", JsonValues.tree(bundle.scheduler()));
        tree.set("templates", JsonValues.tree(bundle.details().templates()));
        tree.set("inferred", JsonValues.tree(bundle.notes()));
        return tree;
    }

    /** What can be asked of it. */
    private static ObjectNode takes(ModelBundle bundle) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("prompt", bundle.readsText())
                .put("image", bundle.editsPictures())
                .put("mask", bundle.repaints());
        tree.set("controls", JsonValues.tree(bundle.controlNets()));
        ArrayNode conditions = tree.putArray("conditions");
        bundle.composition().conditions().forEach(spec -> conditions.add(condition(spec)));
        bundle.form().ifPresent(form -> {
            ArrayNode fields = tree.putArray("form");
            form.fields().forEach(field -> fields.add(field(field)));
            form.suggestedSeed().ifPresent(seed -> tree.put("suggestedSeed", seed));
        });
        return tree;
    }

    private static ObjectNode field(FormField field) {
        ObjectNode tree =
                JsonNodeFactory.instance.objectNode().put("name", field.name()).put("label", field.label());
        if (field.kind() instanceof Choices choices) {
            tree.set("choices", JsonValues.tree(List.copyOf(choices.choices().keySet())));
        } else if (field.kind() instanceof Range range) {
            tree.put("from", range.from()).put("to", range.to());
        } else if (field.kind() instanceof Text text) {
            tree.put("mostCharacters", text.mostCharacters());
        }
        field.byDefault().ifPresent(value -> tree.put("default", value));
        return tree.put("required", field.required());
    }

    private static ObjectNode condition(ConditionSpec spec) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("name", spec.name());
        if (spec.classes().isEmpty()) {
            tree.put("from", spec.from()).put("to", spec.to());
        } else {
            tree.set("classes", JsonValues.tree(spec.classes()));
        }
        spec.byDefault().ifPresent(value -> tree.put("default", value));
        return tree;
    }

    private static ObjectNode image(ModelBundle bundle) {
        var image = bundle.image();
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("width", image.width())
                .put("height", image.height());
        image.depth().ifPresent(depth -> tree.put("depth", depth));
        tree.put("colour", image.colour()).put("stretchPerImage", image.stretchPerImage());
        image.fieldOfViewMm().ifPresent(field -> tree.put("fieldOfViewMm", field));
        image.aspect().ifPresent(aspect -> tree.put("aspect", aspect.toString()));
        image.voxels().ifPresent(voxels -> {
            tree.put("axes", voxels.axes());
            tree.set("voxelSpacingMm", JsonValues.tree(voxels.spacingMm()));
        });
        return tree;
    }

    private static ObjectNode latent(ModelBundle bundle) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("channels", bundle.latent().channels())
                .put("scale", bundle.latent().scale())
                .put("shift", bundle.latent().shift())
                .put("sidesDivideBy", bundle.latent().factor() * bundle.latent().multiple());
    }

    private static ObjectNode defaults(ModelBundle bundle) {
        var defaults = bundle.defaults();
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("numInferenceSteps", defaults.numInferenceSteps())
                .put("guidanceScale", defaults.guidanceScale())
                .put("guidanceRescale", defaults.guidanceRescale());
        defaults.negativePrompt().ifPresent(text -> tree.put("negativePrompt", text));
        bundle.composition().prior().ifPresent(prior -> tree.putObject("prior")
                .put("numInferenceSteps", prior.numInferenceSteps())
                .put("guidanceScale", prior.guidanceScale()));
        return tree;
    }
}
