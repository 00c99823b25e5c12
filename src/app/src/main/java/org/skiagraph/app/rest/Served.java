package org.skiagraph.app.rest;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.skiagraph.domain.Rejected;

/**
 * Where the server listens, and for whom.
 *
 * @param host as a person wrote it
 * @param port 1 to 65535
 * @param token what a client has to show; empty asks for none
 */
public record Served(String host, int port, Optional<Token> token) {
    private static final String LISTENING = "quarkus.http.host-enabled";

    private static volatile Optional<Served> inForce = Optional.empty();

    /** @throws Rejected if others than this machine could reach it without a token */
    public Served {
        if (token.isEmpty() && !address(host).isLoopbackAddress()) {
            throw new Rejected(
                    "host",
                    host + " can be reached from elsewhere",
                    "Give --token-file FILE with a token that clients have to show, or stay on 127.0.0.1");
        }
    }

    /** @throws Rejected if it is no address of this machine's name service */
    public static InetAddress address(String host) {
        if (host.isBlank()) {
            throw new Rejected("host", "it is empty", "Give 127.0.0.1, or an address of this machine");
        }
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new Rejected(
                    "host", "'" + host + "' is not known", "Give 127.0.0.1, or an address of this machine", e);
        }
    }

    /** Keeps the framework, which has not started yet, from listening, whatever files and environment say. */
    public static void none() {
        System.setProperty(LISTENING, "false");
    }

    /** Lets the framework, which has not started yet, listen there. */
    public void announce() {
        inForce = Optional.of(this);
        System.setProperty(LISTENING, "true");
        System.setProperty("quarkus.http.host", host);
        System.setProperty("quarkus.http.port", String.valueOf(port));
    }

    /** What was announced; empty in every command that does not serve. */
    public static Optional<Served> inForce() {
        return inForce;
    }

    /** Where people find the page. */
    public String url() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return "http://" + shown + ":" + port + "/";
    }

    boolean isEverywhere() {
        return address(host).isAnyLocalAddress();
    }
}
