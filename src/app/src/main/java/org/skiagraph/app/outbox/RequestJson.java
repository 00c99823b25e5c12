package org.skiagraph.app.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.domain.Rejected;

/** Requests as the store keeps them. Paths are made absolute, since who carries it out may be started elsewhere. */
final class RequestJson {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

    private RequestJson() {}

    static String write(StudyRequest request) {
        try {
            return JSON.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request that cannot be written", e);
        }
    }

    static StudyRequest read(String json) {
        try {
            return JSON.readValue(json, StudyRequest.class);
        } catch (JsonProcessingException e) {
            throw new Rejected(
                    "outbox",
                    "a job was queued by another version of Skiagraph, or changed",
                    "Queue it again, and drop this one",
                    e);
        }
    }
}
