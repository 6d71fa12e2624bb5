package dev.nightshift.certificates.acm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.automation.Permission.Access;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcmPermissionsTest {
    private static final List<Permission> GRANTED =
            AcmPermissions.of(List.of("eu-west-1", "us-east-1"));

    @Test
    void nothing_can_be_changed() {
        assertThat(GRANTED).allMatch(one -> one.access() == Access.READ);
        assertThat(GRANTED).flatExtracting(Permission::actions).noneMatch(one -> one.contains("*"));
        assertThat(GRANTED).noneMatch(one -> one.why().isBlank());
    }

    @Test
    void what_has_resources_is_bound_to_them() {
        assertThat(GRANTED)
                .filteredOn(one -> one.actions().contains("acm:DescribeCertificate"))
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one.resources())
                                        .containsExactly(
                                                "arn:{partition}:acm:eu-west-1:{account}:certificate/*",
                                                "arn:{partition}:acm:us-east-1:{account}:certificate/*"));
        assertThat(GRANTED)
                .filteredOn(one -> one.resources().contains("*"))
                .flatExtracting(Permission::actions)
                .containsExactlyInAnyOrder(
                        "acm:ListCertificates",
                        "iam:ListServerCertificates",
                        "cloudfront:ListDistributions",
                        "route53:ListHostedZones");
    }
}
