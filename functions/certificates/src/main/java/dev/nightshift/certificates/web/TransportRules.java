package dev.nightshift.certificates.web;

import dev.nightshift.certificates.web.Scorecard.Result;

/** The Observatory's tests of HSTS and of the way from HTTP to HTTPS. */
final class TransportRules {
    /** Half a year as sites write it: 180 days. */
    private static final long SIX_MONTHS = 15_552_000;

    private TransportRules() {}

    static Result hsts(WebFacts facts) {
        if (!facts.secure().isAnswered()) {
            return Result.of(Finding.HSTS_NO_HTTPS);
        }
        if (!facts.secure().isVerified()) {
            return Result.of(Finding.HSTS_INVALID_CERTIFICATE);
        }
        var header = facts.hsts();
        if (header.isEmpty()) {
            return Result.of(Finding.HSTS_NONE);
        }
        var hsts = header.get();
        if (hsts.repeated()) {
            return Result.of(Finding.HSTS_INVALID, "it comes more than once");
        }
        if (hsts.maxAgeSeconds().isEmpty()) {
            return Result.of(Finding.HSTS_INVALID, hsts.fault().orElse("it has no max-age"));
        }
        long age = hsts.maxAgeSeconds().get();
        return age >= SIX_MONTHS
                ? Result.of(Finding.HSTS_SIX_MONTHS)
                : Result.of(Finding.HSTS_SHORT, "max-age=" + age);
    }

    static Result redirection(WebFacts facts) {
        if (facts.plain().isEmpty()) {
            return Result.of(Finding.REDIRECT_NOT_ASKED);
        }
        var trail = facts.plain().get();
        var hops = trail.hops();
        if (hops.isEmpty()) {
            return trail.end() == Trail.End.NOBODY_LISTENS
                    ? Result.of(Finding.REDIRECT_NOT_NEEDED)
                    : Result.of(Finding.REDIRECT_UNKNOWN, trail.words());
        }
        if (!trail.isVerified()) {
            return Result.of(Finding.REDIRECT_INVALID_CERTIFICATE);
        }
        if (hops.size() == 1 && trail.isAnswered()) {
            return Result.of(Finding.REDIRECT_MISSING);
        }
        // it led on to where nothing could be seen
        if (hops.size() == 1) {
            return Result.of(Finding.REDIRECT_UNKNOWN, trail.words());
        }
        if (!hops.getLast().secure()) {
            return Result.of(Finding.REDIRECT_NOT_TO_HTTPS, hops.getLast().url());
        }
        var first = hops.get(1);
        if (!first.secure()) {
            return Result.of(Finding.REDIRECT_NOT_HTTPS_FIRST, first.url());
        }
        return first.host().equalsIgnoreCase(hops.getFirst().host())
                ? Result.of(Finding.REDIRECT_TO_HTTPS)
                : Result.of(Finding.REDIRECT_OFF_HOST, first.url());
    }
}
