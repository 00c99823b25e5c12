package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.skiagraph.dicom.dataset.Order;
import org.skiagraph.dicom.dataset.Order.Code;
import org.skiagraph.dicom.network.WorklistAnswers;
import org.skiagraph.dicom.network.WorklistEntry;

/** Tells what a worklist holds. */
final class WorklistReport {
    private static final List<String> HEAD =
            List.of("ACCESSION", "STEP", "MODALITY", "START", "STATION", "PATIENT", "NAME", "PROCEDURE");

    private WorklistReport() {}

    static void warn(WorklistAnswers answers) {
        answers.unusable().forEach(reason -> Terminal.err().println("warning: an entry cannot be answered: " + reason));
    }

    static void print(WorklistAnswers answers) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        answers.entries().forEach(entry -> rows.add(row(entry)));
        TextTable.print(rows, "", Terminal.out());
    }

    private static List<String> row(WorklistEntry entry) {
        Order order = entry.order();
        return List.of(
                order.accessionNumber(),
                order.step().id(),
                order.modality(),
                entry.startDate() + " " + entry.startTime(),
                String.join(",", entry.stations()),
                order.patient().id(),
                order.patient().name(),
                order.procedure().code().map(code -> code.value() + " ").orElse("")
                        + order.procedure().description());
    }

    static ObjectNode tree(WorklistAnswers answers) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("outcome", ExitCode.DONE.word());
        ArrayNode entries = document.putArray("entries");
        answers.entries().forEach(entry -> entries.add(tree(entry)));
        answers.unusable().forEach(document.putArray("unusable")::add);
        return document;
    }

    private static ObjectNode tree(WorklistEntry entry) {
        Order order = entry.order();
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("accessionNumber", order.accessionNumber())
                .put("studyInstanceUid", order.studyInstanceUid())
                .put("modality", order.modality())
                .put("startDate", entry.startDate())
                .put("startTime", entry.startTime())
                .put("referringPhysician", order.referringPhysician());
        entry.stations().forEach(tree.putArray("stations")::add);
        tree.putObject("patient")
                .put("name", order.patient().name())
                .put("id", order.patient().id())
                .put("issuer", order.patient().issuer())
                .put("birthDate", order.patient().birthDate())
                .put("sex", order.patient().sex());
        ObjectNode procedure = tree.putObject("requestedProcedure")
                .put("id", order.procedure().id())
                .put("description", order.procedure().description());
        order.procedure().code().ifPresent(code -> procedure.set("code", tree(code)));
        ObjectNode step = tree.putObject("scheduledProcedureStep")
                .put("id", order.step().id())
                .put("description", order.step().description());
        order.step().protocol().ifPresent(code -> step.set("protocolCode", tree(code)));
        return tree;
    }

    private static ObjectNode tree(Code code) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("value", code.value())
                .put("scheme", code.scheme())
                .put("version", code.version())
                .put("meaning", code.meaning());
    }
}
