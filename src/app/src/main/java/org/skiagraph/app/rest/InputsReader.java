package org.skiagraph.app.rest;

import static org.skiagraph.app.rest.StudyFields.*;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.skiagraph.app.studies.Inputs;
import org.skiagraph.app.studies.Inputs.Box;
import org.skiagraph.app.studies.Inputs.Control;
import org.skiagraph.app.studies.Inputs.Edit;
import org.skiagraph.diffusion.adapter.Adapters;
import org.skiagraph.diffusion.adapter.Adapters.Embedding;
import org.skiagraph.diffusion.adapter.Adapters.Lora;

/** Reads what goes in besides words: pictures are uploaded, adapters named. */
record InputsReader(KnownNames names, Uploads uploads) {
    static final List<String> CONTROL_NAMES = List.of("name", "image", "scale");
    static final List<String> LORA_NAMES = List.of("name", "weight", "role");
    static final List<String> EMBEDDING_NAMES = List.of("name", "word");

    Inputs read(Fields body) {
        return new Inputs(
                body.texts(CONDITION.json()),
                body.texts(FORM.json()),
                edit(body),
                body.items(CONTROL.json()).stream().map(this::control).toList(),
                new Adapters(
                        body.items(LORA.json()).stream().map(this::lora).toList(),
                        body.items(EMBEDDING.json()).stream()
                                .map(this::embedding)
                                .toList()));
    }

    private Edit edit(Fields body) {
        return new Edit(
                picture(body, IMAGE.json(), IMAGE.json()),
                body.number(STRENGTH.json()),
                picture(body, MASK.json(), MASK.json()),
                body.has(BOX.json()) ? Optional.of(box(body.wholes(BOX.json(), 4))) : Optional.empty());
    }

    private static Box box(List<Integer> sides) {
        return new Box(sides.get(0), sides.get(1), sides.get(2), sides.get(3));
    }

    private Control control(JsonNode node) {
        Fields item = Body.object(CONTROL.json(), node, CONTROL_NAMES);
        return new Control(
                item.text("name"),
                picture(item, "image", CONTROL.json()).orElseThrow(() -> item.wrong("image", "a PNG file in base64")),
                item.number("scale").orElse(1.0));
    }

    private Lora lora(JsonNode node) {
        Fields item = Body.object(LORA.json(), node, LORA_NAMES);
        return new Lora(adapter(item), item.number("weight").orElse(1.0), item.text("role"));
    }

    private Embedding embedding(JsonNode node) {
        Fields item = Body.object(EMBEDDING.json(), node, EMBEDDING_NAMES);
        return new Embedding(adapter(item), item.text("word"));
    }

    private Path adapter(Fields item) {
        return names.adapter(
                item.owner(), item.text("name").orElseThrow(() -> item.wrong("name", "a name from /api/v1/adapters")));
    }

    private Optional<Path> picture(Fields owner, String name, String field) {
        return owner.text(name).map(base64 -> uploads.keep(field, base64));
    }
}
