package dev.nightshift.local.iam;

import dev.nightshift.local.jars.House;
import dev.nightshift.local.runtime.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;

/** An export of charges, a bucket for pages and for paid answers, and what Cost Explorer says. */
final class Spending {
    private static final String EXPORTS = "acme-billing";
    private static final String COSTS = "acme-costs";

    private final Account admin;
    private final Billing billing;

    private Spending(Account admin, Billing billing) {
        this.admin = admin;
        this.billing = billing;
    }

    /** Of this day, so that a report of each length is due. */
    static String settings() {
        var today = LocalDate.now(Clock.systemUTC()).getDayOfWeek();
        return """
              cost-report:
                schedule: cron(0 7 * * ? *)
                weekly: %s
                settleDays: 1
                bucket: acme-costs
                apply: true
                sources:
                  exports: [{ bucket: acme-billing, prefix: focus/ }]
                  costExplorer: true
                  bucket: acme-costs
              cost-anomaly:
                schedule: cron(0 8 * * ? *)
                apply: true
                sources:
                  exports: [{ bucket: acme-billing, prefix: focus/ }]
                  costExplorer: true
                  bucket: acme-costs
            """
                .formatted(today.name().toLowerCase(Locale.ROOT));
    }

    static Spending build(Account admin, Billing billing) {
        try (var s3 = admin.s3(House.REGION)) {
            for (var bucket : List.of(EXPORTS, COSTS)) {
                s3.createBucket(
                        create ->
                                create.bucket(bucket)
                                        .createBucketConfiguration(
                                                location ->
                                                        location.locationConstraint(
                                                                BucketLocationConstraint
                                                                        .EU_WEST_1)));
            }
            var month = YearMonth.now(Clock.systemUTC()).minusMonths(1);
            s3.putObject(
                    put ->
                            put.bucket(EXPORTS)
                                    .key("focus/BILLING_PERIOD=%s/part-1.csv".formatted(month)),
                    RequestBody.fromString(charges(month)));
        }
        return new Spending(admin, billing);
    }

    /** Real charges of a September, of which every month has the days. */
    private static String charges(YearMonth month) {
        try (var in =
                Spending.class.getResourceAsStream("/dev/nightshift/local/demo/focus_sample.csv")) {
            if (in == null) {
                throw new IllegalStateException("the demo has no charges");
            }
            var charges = new StringBuilder();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.contains("2024-09-29") && !line.contains("2024-09-30"))
                    .forEach(
                            line ->
                                    charges.append(line.replace("2024-09-", month + "-"))
                                            .append('\n'));
            return charges.toString().replace("2024-10-", month.plusMonths(1) + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing was asked or told before. */
    Scene unasked(String answer) {
        try (var s3 = admin.s3(House.REGION)) {
            empty(s3);
        }
        return new Scene("{\"trigger\":\"manual\"}", billing.endpoints(), answer);
    }

    private static void empty(S3Client s3) {
        s3.listObjectsV2(list -> list.bucket(COSTS))
                .contents()
                .forEach(
                        object ->
                                s3.deleteObject(delete -> delete.bucket(COSTS).key(object.key())));
    }
}
