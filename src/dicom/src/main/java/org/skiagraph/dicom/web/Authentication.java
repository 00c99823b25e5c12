package org.skiagraph.dicom.web;

/** How we say who we are. None of these prints its secret. */
public sealed interface Authentication {
    /** We do not. */
    record None() implements Authentication {}

    /** An OAuth 2.0 token (RFC 6750). */
    record Bearer(String token) implements Authentication {
        @Override
        public String toString() {
            return "Bearer";
        }
    }

    /** RFC 7617, in UTF-8. */
    record Basic(String user, String password) implements Authentication {
        @Override
        public String toString() {
            return "Basic";
        }
    }
}
