package dev.nightshift.costs.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.costs.anomaly.Attribution.Made;
import dev.nightshift.costs.anomaly.Attribution.Maker;
import dev.nightshift.costs.anomaly.Attribution.Unknown;
import dev.nightshift.costs.anomaly.Finding.Cause;
import dev.nightshift.costs.anomaly.Trail.Change;
import dev.nightshift.costs.anomaly.Trail.Read;
import dev.nightshift.costs.model.CostKey;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MakersTest {
    private static final String OWN = "111122223333";
    private static final String COMPUTE = "Amazon Elastic Compute Cloud - Compute";

    private final List<String> asked = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<String> regions = new ArrayList<>();
    private boolean more;

    private final Makers makers =
            new Makers(
                    region ->
                            (source, first, end) -> {
                                asked.add(source + " " + first + " " + end);
                                regions.add(region);
                                return new Read(changes, more);
                            },
                    "eu-west-1",
                    OWN);

    @Test
    void who_made_most_is_named_with_what_and_how_often() {
        add("ci-deployer", "RunInstances", 14);
        add("ci-deployer", "CreateVolume", 3);
        add("anna", "StartInstances", 2);
        add("bert", "CreateTags", 1);

        assertThat(makers.of(finding(OWN, COMPUTE)))
                .isEqualTo(
                        new Made(
                                List.of(
                                        new Maker("ci-deployer", "RunInstances", 14),
                                        new Maker("anna", "StartInstances", 2)),
                                "eu-west-1",
                                false));
        assertThat(makers.of(finding(OWN, COMPUTE)).words())
                .isEqualTo(
                        "ci-deployer (RunInstances ×14), anna (StartInstances ×2), by CloudTrail in"
                                + " eu-west-1");
    }

    @Test
    void the_two_days_before_it_began_and_its_first_are_looked_at() {
        makers.of(finding(OWN, COMPUTE));

        assertThat(asked)
                .containsExactly("ec2.amazonaws.com 2026-11-18T00:00:00Z 2026-11-21T00:00:00Z");
    }

    @Test
    void the_region_that_explains_most_is_asked() {
        add("anna", "RunInstances", 1);
        var elsewhere =
                finding(OWN, COMPUTE)
                        .with(
                                List.of(
                                        new Cause("usage type", "EUC1-BoxUsage:m5.large", 90),
                                        new Cause("region", "eu-central-1", 80)));

        assertThat(makers.of(elsewhere).words()).endsWith("by CloudTrail in eu-central-1");
        assertThat(regions).containsExactly("eu-central-1");
    }

    @Test
    void where_no_region_explains_it_home_is_asked_and_that_is_said() {
        for (var odd : List.of("global", "", "eu-west-1.evil.example/", "EU West")) {
            assertThat(
                            makers.of(
                                            finding(OWN, COMPUTE)
                                                    .with(List.of(new Cause("region", odd, 80))))
                                    .words())
                    .isEqualTo(
                            "not known: by CloudTrail in eu-west-1, the home region, nobody made"
                                    + " anything in its first days");
        }
        assertThat(regions).containsOnly("eu-west-1");
    }

    @Test
    void regions_of_all_partitions_are_regions() {
        for (var region :
                List.of(
                        "us-east-1",
                        "ap-southeast-3",
                        "us-gov-west-1",
                        "cn-north-1",
                        "mx-central-1")) {
            makers.of(finding(OWN, COMPUTE).with(List.of(new Cause("region", region, 80))));
            assertThat(regions.getLast()).isEqualTo(region);
        }
    }

    @Test
    void services_are_known_as_bills_and_exports_name_them() {
        for (var name :
                List.of(
                        "EC2 - Other",
                        "Amazon Relational Database Service",
                        "Amazon Simple Storage Service",
                        "AWS Lambda",
                        "Amazon EC2 Container Registry (ECR)")) {
            makers.of(finding(OWN, name));
        }

        assertThat(asked)
                .extracting(one -> one.substring(0, one.indexOf('.')))
                .containsExactly("ec2", "rds", "s3", "lambda", "ecr");
    }

    @Test
    void who_deletes_or_is_not_named_made_nothing() {
        add("anna", "TerminateInstances", 5);
        add("", "RunInstances", 5);

        assertThat(makers.of(finding(OWN, COMPUTE))).isInstanceOf(Unknown.class);
    }

    @Test
    void changes_that_were_not_read_are_told() {
        more = true;
        add("anna", "RunInstances", 1);

        assertThat(makers.of(finding(OWN, COMPUTE)).words()).contains("there are more");
        changes.clear();
        assertThat(makers.of(finding(OWN, COMPUTE)).words())
                .startsWith("not known: ")
                .contains("there are more");
    }

    @Test
    void of_another_account_and_an_unknown_service_nothing_is_asked() {
        assertThat(makers.of(finding("999900001111", COMPUTE)).words())
                .contains("another account's trail");
        assertThat(makers.of(finding(OWN, "Consulting by the hour")).words())
                .startsWith("not known");
        assertThat(asked).isEmpty();
    }

    @Test
    void a_session_named_by_a_stranger_stays_one_short_line() {
        add("evil\n# heading\u202e" + "x".repeat(500), "RunInstances", 1);

        var words = makers.of(finding(OWN, COMPUTE)).words();
        assertThat(words).startsWith("evil # heading x").contains("…").hasSizeLessThan(140);
        assertThat(words.codePoints().noneMatch(Character::isISOControl)).isTrue();
    }

    private void add(String who, String what, int times) {
        changes.addAll(Collections.nCopies(times, new Change(what, who)));
    }

    static Finding finding(String account, String service) {
        return new Finding(
                CostKey.of("AWS", account, service),
                "USD",
                Kind.SPIKE,
                Turn.OPENED,
                LocalDate.parse("2026-11-20"),
                LocalDate.parse("2026-11-21"),
                BigDecimal.TEN,
                BigDecimal.valueOf(100),
                BigDecimal.valueOf(90),
                0,
                List.of(),
                List.of());
    }
}
