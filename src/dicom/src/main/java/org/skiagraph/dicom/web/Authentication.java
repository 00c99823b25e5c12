package org.skiagraph.dicom.web;

import org.skiagraph.domain.Rejected;

/** How we say who we are. None of these prints its secret. */
public sealed interface Authentication {
    /** We do not. */
    record None() implements Authentication {}

    /** An OAuth 2.0 token (RFC 6750). */
    record Bearer(String token) implements Authentication {
        /** @throws Rejected if it holds what no token does */
        public Bearer {
            if (!token.matches("[A-Za-z0-9._~+/-]+=*")) {
                throw new Rejected("token", "it is empty or holds a character that no token has", "Copy it again");
            }
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
        public String toString() {
            return "Basic";
        }
    }
}
