package dev.nightshift.cdk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.CfnOIDCProvider;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.WebIdentityPrincipal;
import software.constructs.Construct;

/**
 * Lets the workflows of one GitHub repository deploy this stage, from the environment named as the
 * stage and from nowhere else, with no key stored anywhere. It may do nothing itself but take the
 * roles that {@code cdk bootstrap} made. See
 * https://docs.github.com/actions/security-for-github-actions/security-hardening-your-deployments/configuring-openid-connect-in-amazon-web-services
 */
final class DeployRole {
    private static final String ISSUER = "token.actions.githubusercontent.com";

    /** CDK's default name for what bootstrap makes; cdk.json can change it. */
    private static final String QUALIFIER = "hnb659fds";

    private DeployRole() {}

    static Role in(Construct scope, Blueprint blueprint, String repository) {
        if (!repository.matches("[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+")) {
            throw new UsageException(
                    "github is \"" + repository + "\", but should be OWNER/REPOSITORY");
        }
        var provider =
                blueprint
                        .options()
                        .githubProvider()
                        .orElseGet(
                                () ->
                                        CfnOIDCProvider.Builder.create(scope, "GitHub")
                                                .url("https://" + ISSUER)
                                                .clientIdList(List.of("sts.amazonaws.com"))
                                                .build()
                                                .getAttrArn());
        return Role.Builder.create(scope, "DeployRole")
                .roleName(blueprint.name("deploy"))
                .description("Deploys stage " + blueprint.stage() + " for " + repository)
                .maxSessionDuration(Duration.hours(1))
                .assumedBy(
                        new WebIdentityPrincipal(
                                provider,
                                Map.of(
                                        "StringEquals",
                                        new TreeMap<>(
                                                Map.of(
                                                        ISSUER + ":aud",
                                                        "sts.amazonaws.com",
                                                        ISSUER + ":sub",
                                                        "repo:%s:environment:%s"
                                                                .formatted(
                                                                        repository,
                                                                        blueprint.stage()))))))
                .inlinePolicies(
                        Map.of(
                                "permissions",
                                PolicyDocument.Builder.create()
                                        .statements(
                                                List.of(
                                                        Grants.statement(
                                                                "Bootstrap",
                                                                List.of("sts:AssumeRole"),
                                                                bootstrapRoles(blueprint))))
                                        .minimize(false)
                                        .build()))
                .build();
    }

    private static List<String> bootstrapRoles(Blueprint blueprint) {
        return Stream.of(blueprint.regions().home(), blueprint.regions().recovery())
                .distinct()
                .flatMap(
                        region ->
                                Stream.of("deploy", "file-publishing", "lookup")
                                        .map(
                                                role ->
                                                        "arn:%s:iam::%s:role/cdk-%s-%s-role-%s-%s"
                                                                .formatted(
                                                                        Aws.PARTITION,
                                                                        Aws.ACCOUNT_ID,
                                                                        QUALIFIER,
                                                                        role,
                                                                        Aws.ACCOUNT_ID,
                                                                        region)))
                .toList();
    }
}
