package org.skiagraph.app.rest;

/** Who may change where studies go, or try it out: without a token everybody on this machine could. */
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
                    "they can be changed and tested only where a token is asked for",
                    "Start 'skiagraph serve' with --token-file FILE; else skiagraph.yaml has them, and 'skiagraph destinations'"
                            + " tests them");
        }
    }
}
