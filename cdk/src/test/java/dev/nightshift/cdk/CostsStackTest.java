package dev.nightshift.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.cdk.Template.Resource;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the main stack makes for the costs' automations, and on whose bill everything stands. */
class CostsStackTest {
    private static final Template MAIN = Sample.Prod.MAIN;

    @Test
    void what_a_month_may_cost_is_watched_by_aws_as_well_as_far_as_it_can() {
        assertThat(MAIN.all("AWS::Budgets::Budget")).hasSize(3);
        var everything = budget("nightshift-prod-cost-everything");
        var web = budget("nightshift-prod-cost-web");

        assertThat(everything.at("/Budget").has("CostFilters")).isFalse();
        assertThat(everything.at("/Budget/BudgetLimit/Amount").asInt()).isEqualTo(2_000);
        assertThat(web.at("/Budget/CostFilters").toString())
                .isEqualTo("{\"TagKeyValue\":[\"user:team$web\"]}");
        for (var budget : List.of(everything, web)) {
            assertThat(budget.at("/NotificationsWithSubscribers"))
                    .extracting(
                            each ->
                                    each.at("/Notification/NotificationType").asText()
                                            + " "
                                            + each.at("/Notification/Threshold").asInt())
                    .containsExactly("FORECASTED 100", "ACTUAL 80", "ACTUAL 100");
            assertThat(
                            Template.refersTo(
                                    budget.at(
                                            "/NotificationsWithSubscribers/0/Subscribers/0/Address"),
                                    topic("escalation")))
                    .isTrue();
        }
    }

    @Test
    void what_costs_automations_keep_goes_by_itself() {
        var bucket = MAIN.named("AWS::S3::Bucket", "BucketName", "acme-costs");

        assertThat(bucket.at("/LifecycleConfiguration/Rules"))
                .extracting(
                        rule ->
                                rule.path("Prefix").asText()
                                        + " "
                                        + rule.path("ExpirationInDays").asInt())
                .containsExactly("explorer/answers/ 30", "explorer/requests/ 400", "reports/ 400");
        assertThat(bucket.at("/PublicAccessBlockConfiguration/RestrictPublicBuckets").asBoolean())
                .isTrue();
        assertThat(bucket.json().path("DeletionPolicy").asText()).isEqualTo("Retain");
    }

    /** Or it stands on nobody's bill. */
    @Test
    void what_has_no_tags_cannot_have_any() {
        var untagged =
                MAIN.resources()
                        .filter(
                                resource ->
                                        !resource.properties().has("Tags")
                                                && !resource.properties().has("ResourceTags"))
                        .map(Template.Resource::type)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(untagged)
                .containsExactly(
                        // CDK would tag it, but not every region takes that
                        "AWS::CloudWatch::Dashboard",
                        "AWS::Lambda::Alias",
                        "AWS::Lambda::EventInvokeConfig",
                        "AWS::Lambda::LayerVersion",
                        "AWS::Lambda::Permission",
                        "AWS::Lambda::Version",
                        "AWS::S3::BucketPolicy",
                        "AWS::SNS::Subscription",
                        "AWS::SNS::TopicPolicy",
                        "AWS::SQS::QueuePolicy",
                        "AWS::Scheduler::Schedule");
        for (var type : List.of("AWS::Budgets::Budget", "AWS::CE::AnomalyMonitor")) {
            assertThat(MAIN.all(type))
                    .allSatisfy(
                            resource ->
                                    assertThat(resource.at("/ResourceTags").toString())
                                            .contains("nightshift:owner", "nightshift:stage"));
        }
    }

    private static Resource budget(String name) {
        return MAIN.one(
                "AWS::Budgets::Budget",
                each -> each.at("/Budget/BudgetName").asText().equals(name));
    }

    private static Resource topic(String what) {
        return MAIN.named("AWS::SNS::Topic", "TopicName", "nightshift-prod-" + what);
    }
}
