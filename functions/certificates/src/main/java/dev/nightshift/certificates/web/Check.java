package dev.nightshift.certificates.web;

import java.util.Locale;

/** A test of the HTTP Observatory. */
public enum Check {
    CONTENT_SECURITY_POLICY,
    COOKIES,
    CROSS_ORIGIN_EMBEDDER_POLICY,
    CROSS_ORIGIN_OPENER_POLICY,
    CROSS_ORIGIN_RESOURCE_SHARING,
    REDIRECTION,
    REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY,
    SUBRESOURCE_INTEGRITY,
    X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
    CROSS_ORIGIN_RESOURCE_POLICY;

    /** The Observatory's name of it, such as {@code x-frame-options}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
