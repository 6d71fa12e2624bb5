package dev.nightshift.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.nightshift.cdk.Template.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every policy as it stands, in {@code src/test/resources/golden}, to be read in a review. After a
 * change that is meant:
 *
 * <pre>./mvnw -pl cdk -am test -Dtest=GoldenPoliciesTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dgolden.update=true</pre>
 */
class GoldenPoliciesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @ParameterizedTest(name = "{1} in stage {0} may do what {2} says")
    @CsvSource({
        "dev, rds-backup, rds-backup.dry-run.json",
        "prod, rds-backup, rds-backup.apply.json",
        "prod, rds-backup-schedule, rds-backup-schedule.apply.json",
        "dev, s3-backup, s3-backup.dry-run.json",
        "prod, s3-backup, s3-backup.apply.json",
        "prod, s3-backup-schedule, s3-backup-schedule.apply.json",
        "prod, s3-batch, s3-batch.apply.json",
        "prod, contabo-backup, contabo-backup.apply.json",
        "prod, contabo-backup-schedule, contabo-backup-schedule.apply.json",
        "dev, restore-drill, restore-drill.dry-run.json",
        "prod, restore-drill, restore-drill.apply.json",
        "prod, restore-drill-schedule, restore-drill-schedule.apply.json",
        "prod, certificate-check, certificate-check.apply.json",
        "prod, certificate-check-schedule, certificate-check-schedule.apply.json",
        "dev, cost-report, cost-report.dry-run.json",
        "prod, cost-report, cost-report.apply.json",
        "prod, cost-report-schedule, cost-report-schedule.apply.json",
        "dev, waste-sweep, waste-sweep.dry-run.json",
        "prod, waste-sweep, waste-sweep.apply.json",
        "prod, waste-sweep-schedule, waste-sweep-schedule.apply.json",
        "dev, off-hours, off-hours.dry-run.json",
        "prod, off-hours, off-hours.apply.json",
        "prod, off-hours-schedule, off-hours-schedule.apply.json",
        "prod, cost-anomaly, cost-anomaly.apply.json",
        "prod, cost-anomaly-schedule, cost-anomaly-schedule.apply.json",
        "dev, auto-rollback, auto-rollback.dry-run.json",
        "prod, auto-rollback, auto-rollback.apply.json",
        "prod, auto-rollback-schedule, auto-rollback-schedule.apply.json",
        "dev, deploy-watch, deploy-watch.dry-run.json",
        "prod, deploy-watch, deploy-watch.apply.json",
        "prod, deploy-watch-schedule, deploy-watch-schedule.apply.json",
        "prod, notifier, notifier.apply.json",
        "prod, approvals, approvals.apply.json"
    })
    void a_role_may_do_exactly_what_was_reviewed(String stage, String role, String file)
            throws IOException {
        var policy = print(policy(template(stage), "nightshift-" + stage + "-" + role));
        var golden = GOLDEN.resolve(file);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, policy);
        }

        assertThat(policy).isEqualToNormalizingNewlines(Files.readString(golden));
    }

    @Test
    void every_role_has_its_golden_policy() {
        var roles = new TreeSet<String>();
        template("prod").all("AWS::IAM::Role").forEach(role -> roles.add(role.text("RoleName")));

        assertThat(roles)
                .containsExactly(
                        "nightshift-prod-approvals",
                        "nightshift-prod-auto-rollback",
                        "nightshift-prod-auto-rollback-schedule",
                        "nightshift-prod-certificate-check",
                        "nightshift-prod-certificate-check-schedule",
                        "nightshift-prod-contabo-backup",
                        "nightshift-prod-contabo-backup-schedule",
                        "nightshift-prod-cost-anomaly",
                        "nightshift-prod-cost-anomaly-schedule",
                        "nightshift-prod-cost-report",
                        "nightshift-prod-cost-report-schedule",
                        "nightshift-prod-deploy-watch",
                        "nightshift-prod-deploy-watch-schedule",
                        "nightshift-prod-notifier",
                        "nightshift-prod-off-hours",
                        "nightshift-prod-off-hours-schedule",
                        "nightshift-prod-rds-backup",
                        "nightshift-prod-rds-backup-schedule",
                        "nightshift-prod-restore-drill",
                        "nightshift-prod-restore-drill-schedule",
                        "nightshift-prod-s3-backup",
                        "nightshift-prod-s3-backup-schedule",
                        "nightshift-prod-s3-batch",
                        "nightshift-prod-waste-sweep",
                        "nightshift-prod-waste-sweep-schedule");
    }

    @Test
    void a_rehearsal_can_change_nothing_but_the_records_of_its_own_run() {
        var acts = actions(template("prod"), "nightshift-prod-rds-backup");
        var rehearses = actions(template("dev"), "nightshift-dev-rds-backup");

        assertThat(acts).containsAll(rehearses).contains("rds:CreateDBSnapshot");
        rehearses.removeAll(
                List.of(
                        "dynamodb:DeleteItem",
                        "dynamodb:GetItem",
                        "dynamodb:PutItem",
                        "dynamodb:Query",
                        "logs:CreateLogStream",
                        "logs:PutLogEvents",
                        "sns:Publish",
                        "sqs:SendMessage",
                        "sts:AssumeRole",
                        "xray:PutTelemetryRecords",
                        "xray:PutTraceSegments"));
        assertThat(rehearses).isNotEmpty().allMatch(action -> action.matches("[a-z]+:Describe.*"));
    }

    /** What may be written in a rehearsal is Nightshift's own, whatever the automation. */
    @Test
    void no_rehearsal_has_leave_to_write_to_the_estate() {
        var dev = template("dev");
        var roles =
                dev.all("AWS::IAM::Role").stream()
                        .map(role -> role.text("RoleName"))
                        .filter(name -> !name.endsWith("-schedule") && !name.endsWith("-notifier"))
                        .toList();

        assertThat(roles).hasSizeGreaterThan(3);
        for (var role : roles) {
            assertThat(dev.statements(role).keySet())
                    .as(role)
                    .allMatch(
                            sid ->
                                    sid.matches(
                                            "Logs|Traces|Ledger|Notices|Undelivered|Network.*"
                                                    + "|(Read|Keep)[0-9]+"));
        }
    }

    private static Template template(String stage) {
        return new Template(
                stage.equals("prod") ? Project.Stages.PROD.main() : Project.Stages.DEV.main());
    }

    private static Set<String> actions(Template template, String role) {
        var actions = new TreeSet<String>();
        for (var statement : template.statements(role).values()) {
            var action = statement.path("Action");
            if (action.isTextual()) {
                actions.add(action.asText());
            } else {
                action.forEach(each -> actions.add(each.asText()));
            }
        }
        return actions;
    }

    private static JsonNode policy(Template template, String roleName) {
        var role = template.named("AWS::IAM::Role", "RoleName", roleName);
        var policy = JsonNodeFactory.instance.objectNode();
        policy.set("trust", plain(template, role.at("/AssumeRolePolicyDocument/Statement")));
        policy.set("permissions", plain(template, role.at("/Policies/0/PolicyDocument/Statement")));
        assertThat(role.at("/Policies")).hasSize(1);
        return policy;
    }

    /** CloudFormation's functions as text, so that a policy reads as it will be. */
    private static JsonNode plain(Template template, JsonNode value) {
        if (value.has("Fn::Join") || value.has("Ref") || value.has("Fn::GetAtt")) {
            return JsonNodeFactory.instance.textNode(text(template, value));
        }
        if (value instanceof ArrayNode list) {
            var plain = JsonNodeFactory.instance.arrayNode();
            list.forEach(each -> plain.add(plain(template, each)));
            return plain;
        }
        if (value.isObject()) {
            var plain = JsonNodeFactory.instance.objectNode();
            value.properties()
                    .forEach(entry -> plain.set(entry.getKey(), plain(template, entry.getValue())));
            return plain;
        }
        return value;
    }

    private static String text(Template template, JsonNode value) {
        if (value.has("Ref")) {
            return "${" + name(template, value.path("Ref").asText()) + "}";
        }
        if (value.has("Fn::GetAtt")) {
            var attribute = value.path("Fn::GetAtt");
            return "${"
                    + name(template, attribute.path(0).asText())
                    + "."
                    + attribute.path(1).asText()
                    + "}";
        }
        if (value.has("Fn::Join")) {
            var join = value.path("Fn::Join");
            return String.join(
                    join.path(0).asText(),
                    StreamSupport.stream(join.path(1).spliterator(), false)
                            .map(part -> text(template, part))
                            .toList());
        }
        return value.asText();
    }

    /** A resource by the name that people know. */
    private static String name(Template template, String id) {
        return template.resources()
                .filter(resource -> resource.id().equals(id))
                .findFirst()
                .map(GoldenPoliciesTest::name)
                .orElse(id);
    }

    private static String name(Resource resource) {
        for (var property :
                List.of("TableName", "TopicName", "QueueName", "LogGroupName", "Name")) {
            if (resource.properties().path(property).isTextual()) {
                return resource.text(property);
            }
        }
        return resource.id();
    }

    private static String print(JsonNode policy) {
        var printer =
                new DefaultPrettyPrinter()
                        .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        try {
            return Sample.JSON.writer(printer).writeValueAsString(policy) + "\n";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
