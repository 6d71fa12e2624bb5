package dev.nightshift.certificates.web;

import java.util.List;
import java.util.Optional;

/**
 * One answer on the way to a page.
 *
 * @param url as it was asked for
 * @param secure whether over HTTPS
 * @param verified whether its certificate was accepted by the JDK; true over HTTP
 * @param cookies that it set
 * @param hsts what it says of HSTS; over HTTP that means nothing and is empty
 */
public record Hop(
        String url,
        boolean secure,
        String host,
        int status,
        boolean verified,
        List<Cookie> cookies,
        Optional<Hsts> hsts) {
    public Hop {
        cookies = List.copyOf(cookies);
    }
}
