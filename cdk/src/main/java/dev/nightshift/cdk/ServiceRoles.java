package dev.nightshift.cdk;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** Roles that a service of AWS takes on to work in an automation's name, for this account only. */
final class ServiceRoles {
    private ServiceRoles() {}

    static void in(Construct scope, Blueprint blueprint, Scheduled automation) {
        for (var role : automation.roles()) {
            var what = role.name().substring(blueprint.prefix().length() + 1);
            Role.Builder.create(scope, Names.pascal(what) + "Role")
                    .roleName(role.name())
                    .description(role.why())
                    .assumedBy(
                            ServicePrincipal.Builder.create(role.service())
                                    .conditions(
                                            Map.of(
                                                    "StringEquals",
                                                    new TreeMap<>(
                                                            Map.of(
                                                                    "aws:SourceAccount",
                                                                    Aws.ACCOUNT_ID))))
                                    .build())
                    .inlinePolicies(
                            Map.of(
                                    "permissions",
                                    PolicyDocument.Builder.create()
                                            .statements(
                                                    Grants.of(
                                                            role.permissions(),
                                                            blueprint.regions().home()))
                                            .minimize(false)
                                            .build()))
                    .build();
        }
    }
}
