package dev.nightshift.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RolesByActionTest {
    @Test
    void statements_keep_their_actions_and_nothing_is_added() {
        var loosened =
                RolesByAction.loosened(
                        """
                        {"Version":"2012-10-17","Statement":[
                          {"Sid":"A","Effect":"Allow","Action":["rds:CreateDBSnapshot"],
                           "Resource":["arn:aws:rds:eu-west-1:123456789012:db:*"],
                           "Condition":{"StringEquals":{"aws:RequestTag/nightshift:owner":"demo/x"}}},
                          {"Effect":"Deny","Action":"rds:*","Resource":"*"}]}""");

        assertThat(loosened)
                .isEqualTo(
                        """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*",\
                        "Action":["rds:CreateDBSnapshot"]}]}""");
    }
}
