package dev.nightshift.certificates.web;

import java.util.List;

/**
 * One answer on the way to a page.
 *
 * @param url as it was asked for
 * @param secure whether over HTTPS
 * @param verified whether its certificate was accepted by the JDK; true over HTTP
 * @param cookies that it set
 */
public record Hop(
        String url,
        boolean secure,
        String host,
        int status,
        boolean verified,
        List<Cookie> cookies) {
    public Hop {
        cookies = List.copyOf(cookies);
    }
}
