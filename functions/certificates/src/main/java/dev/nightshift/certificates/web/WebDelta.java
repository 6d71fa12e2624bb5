package dev.nightshift.certificates.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What changed between two looks at a site.
 *
 * @param changes what is worse first; empty if nothing changed
 */
public record WebDelta(List<Change> changes) {
    public WebDelta {
        changes = List.copyOf(changes);
    }

    /** Which way. */
    public enum Direction {
        WORSE,
        BETTER,
        /** Neither, but somebody may not have meant it. */
        OTHER
    }

    /**
     * @param words such as {@code grade B+ → C (80 → 55)}
     */
    public record Change(Direction direction, String words) {}

    /**
     * @param before empty on the first look: then nothing has changed
     */
    public static WebDelta between(Optional<WebSummary> before, WebSummary now) {
        if (before.isEmpty()) {
            return new WebDelta(List.of());
        }
        var then = before.get();
        var changes = new ArrayList<Change>();
        grade(then, now, changes);
        findings(then, now, changes);
        headers(then, now, changes);
        hsts(then, now, changes);
        cookies(then.cookies(), now.cookies(), changes);
        mixed(then, now, changes);
        if (!then.layers().equals(now.layers())) {
            changes.add(
                    new Change(
                            Direction.OTHER,
                            "now answered by %s, before by %s"
                                    .formatted(layers(now.layers()), layers(then.layers()))));
        }
        changes.sort((a, b) -> a.direction().compareTo(b.direction()));
        return new WebDelta(changes);
    }

    public boolean isWorse() {
        return changes.stream().anyMatch(change -> change.direction() == Direction.WORSE);
    }

    private static Direction direction(long then, long now) {
        return now < then ? Direction.WORSE : now > then ? Direction.BETTER : Direction.OTHER;
    }

    private static void grade(WebSummary then, WebSummary now, List<Change> changes) {
        if (then.letter().equals(now.letter()) && then.score() == now.score()) {
            return;
        }
        changes.add(
                new Change(
                        direction(then.score(), now.score()),
                        "grade %s → %s (%d → %d)"
                                .formatted(
                                        then.letter(), now.letter(), then.score(), now.score())));
    }

    private static void findings(WebSummary then, WebSummary now, List<Change> changes) {
        for (var check : Check.values()) {
            var old = finding(then, check);
            var current = finding(now, check);
            if (old.isEmpty() || current.isEmpty() || old.equals(current)) {
                continue;
            }
            // what was not seen this time, or the last, has not changed as far as anybody knows
            if (!old.get().isKnown() || !current.get().isKnown()) {
                continue;
            }
            changes.add(
                    new Change(
                            direction(old.get().modifier(), current.get().modifier()),
                            "%s: %s; before: %s"
                                    .formatted(
                                            check.slug(),
                                            current.get().words(),
                                            old.get().words())));
        }
    }

    private static Optional<Finding> finding(WebSummary summary, Check check) {
        var name = summary.findings().get(check.slug());
        for (var finding : Finding.values()) {
            if (finding.name().equals(name)) {
                return Optional.of(finding);
            }
        }
        return Optional.empty();
    }

    private static void headers(WebSummary then, WebSummary now, List<Change> changes) {
        for (var name : WebSummary.WATCHED) {
            boolean before = then.headers().contains(name);
            boolean after = now.headers().contains(name);
            if (before && !after) {
                changes.add(new Change(Direction.WORSE, "header " + name + " is gone"));
            } else if (!before && after) {
                changes.add(new Change(Direction.BETTER, "header " + name + " is new"));
            }
        }
    }

    private static void hsts(WebSummary then, WebSummary now, List<Change> changes) {
        if (then.hstsSeconds().isPresent()
                && now.hstsSeconds().isPresent()
                && !then.hstsSeconds().equals(now.hstsSeconds())) {
            long before = then.hstsSeconds().get();
            long after = now.hstsSeconds().get();
            changes.add(
                    new Change(
                            direction(before, after),
                            "HSTS max-age %d → %d s".formatted(before, after)));
        }
    }

    private static void cookies(
            Map<String, String> then, Map<String, String> now, List<Change> changes) {
        for (var cookie : new TreeMap<>(now).entrySet()) {
            var before = then.get(cookie.getKey());
            if (before == null || before.equals(cookie.getValue())) {
                continue;
            }
            var direction =
                    isWeaker(before, cookie.getValue())
                            ? Direction.WORSE
                            : isWeaker(cookie.getValue(), before)
                                    ? Direction.BETTER
                                    : Direction.OTHER;
            changes.add(
                    new Change(
                            direction,
                            "cookie %s: %s; before: %s"
                                    .formatted(cookie.getKey(), cookie.getValue(), before)));
        }
    }

    /** Whether it lacks a flag that it had; one gained elsewhere makes up for nothing. */
    private static boolean isWeaker(String before, String after) {
        var then = before.toLowerCase(Locale.ROOT);
        var now = after.toLowerCase(Locale.ROOT);
        return (then.contains("secure") && !now.contains("secure"))
                || (then.contains("httponly") && !now.contains("httponly"))
                || sameSite(now) < sameSite(then);
    }

    private static int sameSite(String flags) {
        return flags.contains("samesite=strict") ? 2 : flags.contains("samesite=lax") ? 1 : 0;
    }

    private static void mixed(WebSummary then, WebSummary now, List<Change> changes) {
        for (var kind : new TreeSet<>(now.mixed())) {
            if (!then.mixed().contains(kind)) {
                changes.add(new Change(Direction.WORSE, "new mixed content: " + word(kind)));
            }
        }
        for (var kind : new TreeSet<>(then.mixed())) {
            if (!now.mixed().contains(kind)) {
                changes.add(new Change(Direction.BETTER, "no more mixed content: " + word(kind)));
            }
        }
    }

    private static String word(String kind) {
        return switch (kind) {
            case "ACTIVE" -> "scripts, styles or frames over HTTP";
            case "PASSIVE" -> "images or media over HTTP";
            case "FORM" -> "forms that send over HTTP";
            default -> kind;
        };
    }

    private static String layers(List<String> layers) {
        return layers.isEmpty() ? "an unknown server" : String.join(", ", layers);
    }
}
