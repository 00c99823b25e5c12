package org.skiagraph.dicom.web.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.dicom.internal.DicomJson;

/** Reads an answer: DICOM JSON (PS3.18 Annex F), or the Native DICOM Model in XML where a server insists. */
final class AnswerReader {
    private static final String REFERENCED_SOP_SEQUENCE = "00081199";
    private static final String FAILED_SOP_SEQUENCE = "00081198";
    private static final String FAILURE_REASON = "00081197";
    private static final String WARNING_REASON = "00081196";
    private static final String REFERENCED_SOP_INSTANCE_UID = "00081155";
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private AnswerReader() {}

    static Answer read(HttpResponse<byte[]> response) {
        DicomJson dataset = dataset(response.headers(), response.body());
        return new Answer(
                response.statusCode(),
                reasons(dataset, REFERENCED_SOP_SEQUENCE, WARNING_REASON, 0),
                reasons(dataset, FAILED_SOP_SEQUENCE, FAILURE_REASON, -1),
                retryAfter(response.headers()));
    }

    /** Empty if there is none that can be read: then nothing counts as stored. */
    private static DicomJson dataset(HttpHeaders headers, byte[] body) {
        boolean xml = headers.firstValue("Content-Type")
                .map(type -> type.toLowerCase(Locale.ROOT).contains("xml"))
                .orElse(false);
        try {
            if (xml) {
                return NativeModel.read(body);
            }
            JsonNode root = DicomJson.MAPPER.readTree(body);
            JsonNode dataset = root != null && root.isArray() ? root.path(0) : root;
            return dataset instanceof ObjectNode object ? new DicomJson(object) : DicomJson.empty();
        } catch (IOException notAnAnswer) {
            return DicomJson.empty();
        }
    }

    private static Map<String, Integer> reasons(DicomJson dataset, String sequence, String reason, int none) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        for (DicomJson item : dataset.items(sequence)) {
            item.text(REFERENCED_SOP_INSTANCE_UID)
                    .ifPresent(uid -> reasons.put(
                            uid.strip(),
                            item.text(reason).map(AnswerReader::number).orElse(none)));
        }
        return reasons;
    }

    private static int number(String text) {
        return text.strip().matches("[0-9]{1,5}") ? Integer.parseInt(text.strip()) : -1;
    }

    /** Seconds or a date (RFC 9110 10.2.3), at most a day. */
    private static Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .flatMap(AnswerReader::wait)
                .filter(wait -> !wait.isNegative())
                .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }

    private static Optional<Duration> wait(String text) {
        if (text.strip().matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())));
        }
        try {
            ZonedDateTime date = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(Instant.now(), date.toInstant()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
