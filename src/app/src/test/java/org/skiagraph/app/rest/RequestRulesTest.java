package org.skiagraph.app.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.app.rest.RequestRules.Head;
import org.skiagraph.domain.Rejected;

class RequestRulesTest {
    private static final String JSON = "application/json";

    private final RequestRules local = new RequestRules(new Served("127.0.0.1", 8042, Optional.empty()));

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "localhost:8042, 0",
        "127.0.0.1:8042, 0",
        "LOCALHOST, 0",
        "[::1]:9000, 0",
        "localhost.elsewhere.example, 421",
        "127.0.0.1.elsewhere.example:8042, 421",
        "192.168.0.7:8042, 421",
        "'', 421"
    })
    void onlyNamesOfThisMachineAreAnswered(String host, int status) {
        assertThat(status(local, "GET", "/index.html", Map.of("Host", host))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8042, same-origin, 0",
        ", , 0",
        "http://localhost:8043, , 403",
        "http://elsewhere.example, , 403",
        "null, , 403",
        ", cross-site, 403",
        ", same-site, 403"
    })
    void onlyOurOwnPageMayChangeAnything(String origin, String site, int status) {
        Map<String, String> headers = new java.util.HashMap<>(Map.of("Host", "localhost:8042", "Content-Type", JSON));
        headers.put("Origin", origin);
        headers.put("Sec-Fetch-Site", site);

        assertThat(status(local, "POST", "/api/v1/studies", headers)).isEqualTo(status);
        assertThat(status(local, "DELETE", "/api/v1/studies/1", headers)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 10, 0",
        "application/json; charset=utf-8, 10, 0",
        "text/plain, 10, 415",
        "application/jsonp, 10, 415",
        "application/json, 50331649, 413",
        "application/json, 99999999999999, 413"
    })
    void aBodyIsJsonAndBounded(String type, String length, int status) {
        Map<String, String> headers = Map.of("Host", "localhost", "Content-Type", type, "Content-Length", length);

        assertThat(status(local, "POST", "/api/v1/studies", headers)).isEqualTo(status);
        assertThat(status(local, "PUT", "/api/v1/destinations/x", headers)).isEqualTo(status);
    }

    @Test
    void aTokenIsAskedForByTheApiAlone() throws IOException {
        Token token = Token.read(file("rw-------", "a-token-of-some-length\n"));
        RequestRules guarded = new RequestRules(new Served("0.0.0.0", 8042, Optional.of(token)));

        assertThat(status(guarded, "GET", "/", headers("Bearer x"))).isZero();
        assertThat(status(guarded, "GET", "/api/v1/models", Map.of("Host", "workstation:8042")))
                .isEqualTo(401);
        assertThat(status(guarded, "GET", "/api/v1/models", headers("Bearer a-token-of-some-lengt")))
                .isEqualTo(401);
        assertThat(status(guarded, "GET", "/api/v1/models", headers("a-token-of-some-length")))
                .isEqualTo(401);
        assertThat(status(guarded, "GET", "/api/v1/models", headers("bearer a-token-of-some-length")))
                .isZero();
    }

    /** The router takes ";..." off and decodes before it looks: what is not the page's for sure is the API's. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/api;x/v1/models", "/api%2Fv1/models;x", "/;x/api/v1/models", "/app.js;x", "/x", "/js/../api/v1"
            })
    void noWayOfWritingAPathLeadsAroundTheToken(String path) throws IOException {
        Token token = Token.read(file("rw-------", "a-token-of-some-length\n"));
        RequestRules guarded = new RequestRules(new Served("0.0.0.0", 8042, Optional.of(token)));

        assertThat(status(guarded, "GET", path, Map.of("Host", "workstation:8042")))
                .isEqualTo(401);
        assertThat(status(local, "POST", path, Map.of("Host", "localhost", "Origin", "http://elsewhere.example")))
                .isEqualTo(403);
    }

    private static Map<String, String> headers(String authorization) {
        return Map.of("Host", "workstation:8042", "Authorization", authorization);
    }

    @Test
    void noOneListensForOthersWithoutATokenThatIsASecret() throws IOException {
        assertThatThrownBy(() -> new Served("0.0.0.0", 8042, Optional.empty()))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("--token-file");
        Path open = file("rw-r--r--", "a-token-of-some-length");
        assertThatThrownBy(() -> Token.read(open)).hasMessageContaining("chmod 600");
        Path weak = file("rw-------", "secret");
        assertThatThrownBy(() -> Token.read(weak)).hasMessageContaining("16 or more");
        assertThatThrownBy(() -> Token.read(directory.resolve("none"))).hasMessageContaining("cannot be read");
    }

    private Path file(String permissions, String text) throws IOException {
        Path file = Files.createTempFile(directory, "token", "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return Files.writeString(file, text);
    }

    private static int status(RequestRules rules, String method, String path, Map<String, String> headers) {
        return rules.refusal(new Head(method, path, headers::get))
                .map(Refusal::status)
                .orElse(0);
    }
}
