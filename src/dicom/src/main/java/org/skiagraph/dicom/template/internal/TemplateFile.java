package org.skiagraph.dicom.template.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.template.Template;
import org.skiagraph.domain.Rejected;

/** A template file: a dataset in the DICOM JSON Model, alone or as the only element of an array, with a title. */
public final class TemplateFile {
    /** A line for people. */
    static final String TITLE = "title";

    /** Whether pictures with colours are stored in colour; only where the IOD leaves the choice. */
    static final String COLOUR = "colour";

    /** Keys that are no tags. */
    public static final List<String> OWN_KEYS = List.of(TITLE, COLOUR);

    private static final long LARGEST = 1 << 20;

    private TemplateFile() {}

    /** The file's bytes, if it is of sane size. */
    public static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new Rejected(file.toString(), "it is larger than " + LARGEST + " bytes", "Use a smaller one");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Rejected(file.toString(), "it cannot be read", "Check the path and its permissions", e);
        }
    }

    /** The dataset in it. */
    public static ObjectNode dataset(Path file, byte[] bytes) {
        try {
            JsonNode root = DicomJson.MAPPER.readTree(bytes);
            if (root != null && root.isArray() && root.size() == 1) {
                root = root.get(0);
            }
            if (root instanceof ObjectNode dataset) {
                return dataset;
            }
        } catch (JsonProcessingException e) {
            throw new Rejected(
                    file.toString(),
                    "it is not JSON, line " + e.getLocation().getLineNr(),
                    "Write a dataset in the DICOM JSON Model (PS3.18 Annex F)",
                    e);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory", e);
        }
        throw new Rejected(
                file.toString(),
                "it holds no dataset, or several",
                "Write one dataset in the DICOM JSON Model (PS3.18 Annex F)");
    }

    /** The template that a file holds; whether it is a good one is not asked here. */
    public static Template read(String name, Path file) {
        byte[] bytes = bytes(file);
        ObjectNode dataset = dataset(file, bytes);
        DicomJson json = new DicomJson(dataset);
        String sopClass = json.text(Tags.SOP_CLASS_UID).orElse("");
        return new Template(
                name,
                dataset.path(TITLE).asText(name),
                json.text(Tags.MODALITY).orElse(""),
                sopClass,
                Iod.of(sopClass).map(Iod::colour).orElse(false)
                        || dataset.path(COLOUR).asBoolean(false),
                Iod.of(sopClass)
                        .filter(iod -> iod.spacing() == Iod.Spacing.PIXEL)
                        .isPresent(),
                new String(bytes, StandardCharsets.UTF_8),
                sha256(bytes));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
