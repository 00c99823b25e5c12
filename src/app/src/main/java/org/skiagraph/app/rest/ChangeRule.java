package org.skiagraph.app.rest;

/** Who may change where studies go: without a token everybody on this machine could send them somewhere else. */
final class ChangeRule {
    private ChangeRule() {}

    static boolean isMet() {
        return Served.inForce().flatMap(Served::token).isPresent();
    }

    /** @throws Refusal if the server asks for no token */
    static void require() {
        if (!isMet()) {
            throw new Refusal(
                    Refusal.FORBIDDEN,
                    "destinations",
                    "they can be changed only where a token is asked for",
                    "Start 'skiagraph serve' with --token-file FILE, or write them into skiagraph.yaml");
        }
    }
}
