package dev.nightshift.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A function with a place in a VPC, beside those without. */
class NetworkTest {
    private static final Template PROD = new Template(Project.Stages.PROD.main());

    private static JsonNode statement(String role, String sid) {
        return Optional.ofNullable(PROD.statements(role).get(sid))
                .orElse(MissingNode.getInstance());
    }

    private static Template.Resource function(String name) {
        return PROD.named("AWS::Lambda::Function", "FunctionName", name);
    }

    @Test
    void a_function_that_needs_a_vpc_is_put_into_it() {
        assertThat(function("nightshift-prod-restore-drill").at("/VpcConfig").toString())
                .isEqualTo(
                        "{\"SecurityGroupIds\":[\"sg-0123456789abcdef0\"],\"SubnetIds\":[\"subnet-0123456789abcdef0\"]}");
        assertThat(function("nightshift-prod-rds-backup").at("/VpcConfig").isMissingNode())
                .isTrue();
    }

    @Test
    void lambda_may_make_its_interfaces_and_its_code_may_not() {
        var allowed = statement("nightshift-prod-restore-drill", "Network");
        var denied = statement("nightshift-prod-restore-drill", "NetworkForLambdaOnly");

        assertThat(allowed.path("Effect").asText()).isEqualTo("Allow");
        assertThat(allowed.path("Action").toString()).contains("ec2:CreateNetworkInterface");
        assertThat(denied.path("Effect").asText()).isEqualTo("Deny");
        assertThat(denied.path("Action")).isEqualTo(allowed.path("Action"));
        assertThat(denied.path("Condition").toString())
                .contains("lambda:SourceFunctionArn", ":function:nightshift-prod-restore-drill");
        assertThat(statement("nightshift-prod-rds-backup", "Network").isMissingNode()).isTrue();
    }
}
