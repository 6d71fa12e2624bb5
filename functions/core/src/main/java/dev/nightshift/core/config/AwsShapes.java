package dev.nightshift.core.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Building blocks of settings that know times, AWS and the web. */
public final class AwsShapes {
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})([smhd])");
    private static final Pattern REGION =
            Pattern.compile(
                    "(af|ap|ca|cn|eu|eusc|il|me|mx|sa|us)(-gov|-de|-iso[a-z]?)?"
                            + "-(north|south|east|west|central|(north|south)(east|west))-[1-9]");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>,;\"]{1,64}@([A-Za-z0-9-]{1,63}\\.)+[A-Za-z]{2,63}");
    private static final Pattern SECRET_NAME = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,256}");
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:([0-9]{12})?:\\S{1,1024}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private AwsShapes() {}

    /** A whole number of one unit: {@code 30d}, {@code 12h}, {@code 5m}, {@code 90s}. */
    public static Shape<Duration> duration(Duration min, Duration max) {
        return Shapes.parsed(
                "a duration between " + written(min) + " and " + written(max),
                text -> {
                    var match = DURATION.matcher(text);
                    if (!match.matches()) {
                        throw new IllegalArgumentException("such as 30d, 12h, 5m or 90s");
                    }
                    long count = Long.parseLong(match.group(1));
                    var duration =
                            switch (match.group(2)) {
                                case "s" -> Duration.ofSeconds(count);
                                case "m" -> Duration.ofMinutes(count);
                                case "h" -> Duration.ofHours(count);
                                default -> Duration.ofDays(count);
                            };
                    if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
                        throw new IllegalArgumentException(
                                duration.compareTo(min) < 0
                                        ? "this is too short"
                                        : "this is too long");
                    }
                    return duration;
                },
                () -> Shapes.type("string").put("pattern", "^" + DURATION.pattern() + "$"));
    }

    /** A duration as one writes it in the settings, in the largest unit that fits. */
    public static String written(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds > 0 && seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds > 0 && seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds > 0 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    /** {@code rate(...)} or {@code cron(...)}, that fires at least once from now on. */
    public static Shape<Schedule> schedule() {
        return Shapes.<Schedule>parsed(
                        "a schedule",
                        Schedule::parse,
                        () -> Shapes.type("string").put("pattern", "^(rate|cron)\\(.+\\)$"))
                .check(
                        (schedule, reading) -> {
                            if (schedule.next(reading.asOf()).isEmpty()) {
                                reading.expected("a schedule that fires; no time to come fits it");
                            }
                        });
    }

    /** The code of a region, such as {@code eu-west-1}. */
    public static Shape<String> region() {
        return Shapes.pattern(REGION, "an AWS region such as eu-west-1");
    }

    public static Shape<String> email() {
        return Shapes.pattern(EMAIL, "an e-mail address");
    }

    /** The name of a secret in Secrets Manager; never the secret. */
    public static Shape<String> secretName() {
        return Shapes.pattern(
                SECRET_NAME, "the name of a secret in Secrets Manager such as nightshift/slack");
    }

    public static Shape<String> arn() {
        return Shapes.pattern(ARN, "an ARN such as arn:aws:kms:eu-west-1:111122223333:key/...");
    }

    /** An account number: twelve digits, quoted. */
    public static Shape<String> account() {
        return Shapes.pattern(ACCOUNT, "an account number of twelve digits");
    }

    /** An absolute https address without user, query or fragment. */
    public static Shape<URI> uri() {
        return Shapes.parsed(
                "an https address",
                text -> {
                    var uri = parse(text);
                    if (!"https".equals(uri.getScheme())
                            || uri.getHost() == null
                            || uri.getUserInfo() != null
                            || uri.getQuery() != null
                            || uri.getFragment() != null) {
                        throw new IllegalArgumentException("such as https://example.com/runbooks");
                    }
                    return uri;
                },
                () -> Shapes.type("string").put("format", "uri").put("pattern", "^https://"));
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException broken) {
            throw new IllegalArgumentException(
                    Optional.ofNullable(broken.getReason()).orElse("not an address"), broken);
        }
    }
}
