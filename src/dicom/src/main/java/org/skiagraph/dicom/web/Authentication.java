package org.skiagraph.dicom.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.skiagraph.domain.Rejected;

/** How we say who we are. None of these prints its secret. */
public sealed interface Authentication {
    /** The secret value of the header Authorization; empty if there is none. */
    Optional<String> header();

    /** We do not. */
    record None() implements Authentication {
        @Override
        public Optional<String> header() {
            return Optional.empty();
        }
    }

    /** An OAuth 2.0 token (RFC 6750). */
    record Bearer(String token) implements Authentication {
        /** @throws Rejected if it holds what no token does */
        public Bearer {
            if (!token.matches("[A-Za-z0-9._~+/-]+=*")) {
                throw new Rejected("token", "it is empty or holds a character that no token has", "Copy it again");
            }
        }

        @Override
        public Optional<String> header() {
            return Optional.of("Bearer " + token);
        }

        @Override
        public String toString() {
            return "Bearer";
        }
    }

    /** RFC 7617, in UTF-8. */
    record Basic(String user, String password) implements Authentication {
        /** @throws Rejected if the two could not be told apart */
        public Basic {
            if (user.isEmpty() || user.contains(":") || (user + password).matches("(?s).*\\p{Cntrl}.*")) {
                throw new Rejected(
                        "user",
                        "it is empty or holds a colon, or one of both holds a control character",
                        "Use another user or password");
            }
        }

        @Override
        public Optional<String> header() {
            byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(both));
        }

        @Override
        public String toString() {
            return "Basic";
        }
    }
}
