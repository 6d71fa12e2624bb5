package dev.nightshift.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The function behind the buttons: reachable by Slack, bounded, and there only if wanted. */
class ApprovalsRoomTest {
    private final JsonNode prod = Project.Stages.PROD.main();

    @Test
    void slack_reaches_the_version_that_runs() {
        var url =
                resources("AWS::Lambda::Url").stream()
                        .filter(each -> each.toString().contains("approvalsFunction"))
                        .findFirst()
                        .orElseThrow()
                        .path("Properties");

        assertThat(url.path("AuthType").asText()).isEqualTo("NONE");
        assertThat(url.path("Qualifier").asText()).isEqualTo("live");
        assertThat(prod.at("/Outputs/ApprovalsUrl/Value/Fn::GetAtt/1").asText())
                .isEqualTo("FunctionUrl");
    }

    @Test
    void anybody_may_knock_and_at_the_url_only() {
        assertThat(resources("AWS::Lambda::Permission"))
                .map(permission -> permission.path("Properties"))
                .filteredOn(permission -> permission.path("Principal").asText().equals("*"))
                .isNotEmpty()
                .allMatch(
                        permission ->
                                permission.path("FunctionUrlAuthType").asText().equals("NONE")
                                        || permission.path("InvokedViaFunctionUrl").asBoolean());
    }

    @Test
    void a_flood_at_the_door_takes_nothing_from_the_others() {
        assertThat(resources("AWS::Lambda::Function"))
                .map(function -> function.path("Properties"))
                .filteredOn(
                        function ->
                                function.path("FunctionName")
                                        .asText()
                                        .equals("nightshift-prod-approvals"))
                .singleElement()
                .satisfies(
                        function ->
                                assertThat(function.path("ReservedConcurrentExecutions").asInt())
                                        .isEqualTo(10));
    }

    @Test
    void it_touches_only_its_own_entries_of_the_ledger() {
        var statements = new Template(prod).statements("nightshift-prod-approvals");

        assertThat(statements.values())
                .filteredOn(statement -> statement.toString().contains("dynamodb:"))
                .hasSize(3)
                .allSatisfy(
                        statement -> {
                            var condition = statement.path("Condition");
                            assertThat(
                                            condition
                                                    .at("/ForAllValues:StringLike")
                                                    .path("dynamodb:LeadingKeys")
                                                    .asText())
                                    .matches("(approval|approval-seen|history)#\\*");
                            assertThat(condition.at("/Null").path("dynamodb:LeadingKeys").asText())
                                    .isEqualTo("false");
                        });
    }

    @Test
    void without_people_who_may_approve_there_is_no_function_and_no_door() {
        var dev = Project.Stages.DEV.main();

        assertThat(dev.toString()).doesNotContain("approvalsFunction", "nightshift-dev-approvals");
        assertThat(dev.at("/Outputs/ApprovalsUrl").isMissingNode()).isTrue();
    }

    private List<JsonNode> resources(String type) {
        return StreamSupport.stream(prod.path("Resources").spliterator(), false)
                .filter(resource -> resource.path("Type").asText().equals(type))
                .toList();
    }
}
