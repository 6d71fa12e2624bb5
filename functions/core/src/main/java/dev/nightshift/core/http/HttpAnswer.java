package dev.nightshift.core.http;

/**
 * What a function's URL answers.
 *
 * @param status of HTTP
 * @param body plain text, or JSON if it begins with a brace
 */
public record HttpAnswer(int status, String body) {
    public static HttpAnswer ok() {
        return new HttpAnswer(200, "");
    }

    /** Refuses, without a hint of what would have been right. */
    public static HttpAnswer unauthorized() {
        return new HttpAnswer(401, "not signed as it must be");
    }
}
