package dev.nightshift.local.demo;

import dev.nightshift.local.runtime.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of exports in the FOCUS format: real charges of three clouds in one month, as of the
 * last full month and of this one until yesterday. And a bucket for the pages made of them.
 */
final class Bills {
    static final String EXPORTS = "acme-billing";
    static final String PAGES = "acme-costs";

    private static final YearMonth SAMPLED = YearMonth.of(2024, 9);
    private static final Pattern DAY = Pattern.compile("2024-(09|10)-(\\d\\d) ");

    /** Every month has it. */
    private static final int LAST_DAY = 28;

    private final Account account;

    Bills(Account account) {
        this.account = account;
    }

    void build(LocalDate today) {
        var month = YearMonth.from(today);
        try (var s3 = account.s3(Estate.HOME)) {
            for (var bucket : List.of(EXPORTS, PAGES)) {
                s3.createBucket(
                        create ->
                                create.bucket(bucket)
                                        .createBucketConfiguration(
                                                location ->
                                                        location.locationConstraint(
                                                                BucketLocationConstraint
                                                                        .EU_WEST_1)));
            }
            export(s3, month.minusMonths(1), today);
            export(s3, month, today);
        }
    }

    private static void export(S3Client s3, YearMonth month, LocalDate today) {
        s3.putObject(
                put ->
                        put.bucket(EXPORTS)
                                .key("focus/data/BILLING_PERIOD=%s/part-1.csv".formatted(month)),
                RequestBody.fromString(charges(month, today)));
    }

    /** The sample with its dates moved to a month, without what has not happened yet. */
    static String charges(YearMonth month, LocalDate today) {
        var lines = sample().lines().toList();
        return lines.stream()
                .limit(1)
                .map(line -> line + "\n")
                .collect(Collectors.joining())
                .concat(
                        lines.stream()
                                .skip(1)
                                .flatMap(line -> moved(line, month, today).stream())
                                .collect(Collectors.joining()));
    }

    private static Optional<String> moved(String line, YearMonth month, LocalDate today) {
        var latest = today.minusDays(1);
        var moved = new StringBuilder();
        var dates = DAY.matcher(line);
        while (dates.find()) {
            int day = Integer.parseInt(dates.group(2));
            var to = dates.group(1).equals("09") ? month : month.plusMonths(1);
            if (day > LAST_DAY || (to.equals(month) && to.atDay(day).isAfter(latest))) {
                return Optional.empty();
            }
            dates.appendReplacement(moved, to.atDay(day) + " ");
        }
        dates.appendTail(moved);
        return Optional.of(moved.append('\n').toString());
    }

    private static String sample() {
        try (var in = Bills.class.getResourceAsStream("focus_sample.csv")) {
            if (in == null) {
                throw new IllegalStateException("focus_sample.csv of the demo is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the sample of " + SAMPLED + " cannot be read", e);
        }
    }

    /** The page of the day's report, if it was made. */
    static Optional<String> page(Account account) {
        try (var s3 = account.s3(Estate.HOME)) {
            return s3
                    .listObjectsV2Paginator(list -> list.bucket(PAGES).prefix("reports/"))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .filter(key -> key.endsWith("/daily/index.html"))
                    .findFirst()
                    .map(
                            key ->
                                    s3.getObjectAsBytes(get -> get.bucket(PAGES).key(key))
                                            .asUtf8String());
        }
    }
}
