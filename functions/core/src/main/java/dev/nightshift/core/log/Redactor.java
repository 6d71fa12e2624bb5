package dev.nightshift.core.log;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes what looks like a secret out of text that leaves the process: logs, ledger, notices. */
public final class Redactor {
    public static final String MASK = "[redacted]";

    // A group is what stays before the mask, so that the line still says what was there. Not a
    // lookbehind, which is tried at every letter and made the log five times as slow.
    private static final Pattern SECRETS =
            Pattern.compile(
                    String.join(
                            "|",
                            "xox[a-z]-[A-Za-z0-9-]{8,}", // Slack tokens
                            "xapp-[A-Za-z0-9-]{8,}",
                            "(hooks\\.slack\\.com/)(?:services|workflows|triggers)/[A-Za-z0-9/_-]+",
                            "(discord\\.com/api/webhooks/)[A-Za-z0-9/_-]+",
                            "(?:AKIA|ASIA)[A-Z0-9]{16}", // AWS access key ids
                            "(X-Amz-(?:Signature|Security-Token|Credential)=)[^&\\s\"]+", // presigned URLs
                            "gh[pousr]_[A-Za-z0-9]{20,}", // GitHub tokens
                            "eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*", // JSON web
                            // tokens
                            "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)",
                            "(://)[^/\\s:@\"]+:[^/\\s@\"]+(?=@)", // user:password in a URL
                            "((?i:bearer ))[A-Za-z0-9._~+/=-]{8,}",
                            "((?i:password|passwd|secret|token|api_?key)[\"']?\\s{0,2}[=:]\\s{0,2}[\"']?)[^\\s\"',;&}]{4,}"));

    private Redactor() {}

    public static String redact(String text) {
        return SECRETS.matcher(text).replaceAll(Redactor::masked);
    }

    private static String masked(MatchResult found) {
        for (var group = 1; group <= found.groupCount(); group++) {
            if (found.start(group) >= 0) {
                return Matcher.quoteReplacement(found.group(group) + MASK);
            }
        }
        return MASK;
    }
}
