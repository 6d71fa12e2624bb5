package dev.nightshift.certificates.web;

import java.util.Optional;

/**
 * What a page of another origin would be allowed, asked as a browser asks.
 *
 * @param answered whether there was an answer; without one nothing is known
 * @param origin which was said to be asking
 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-fetch">Fetch: CORS preflight</a>
 */
public record Preflight(
        boolean answered,
        String origin,
        Optional<String> allowOrigin,
        Optional<String> allowCredentials) {
    static final String ORIGIN = "https://nightshift.invalid";

    static Preflight unanswered() {
        return new Preflight(false, ORIGIN, Optional.empty(), Optional.empty());
    }
}
