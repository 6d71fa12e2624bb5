package dev.nightshift.certificates.acm;

import dev.nightshift.core.automation.Permission;
import java.util.List;

/**
 * What a role must allow to read what AWS keeps of certificates. Nothing here changes anything.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscertificatemanager.html">
 *     Actions, resources, and condition keys for AWS Certificate Manager</a>
 */
public final class AcmPermissions {
    /** The action knows no resources. */
    private static final String ALL = "*";

    private AcmPermissions() {}

    /**
     * @param regions that are looked at, see {@link AcmObserver#regions(String, List)}
     */
    public static List<Permission> of(List<String> regions) {
        return List.of(
                Permission.read(
                        "finds the certificates of ACM, of every key type and status",
                        List.of("acm:ListCertificates"),
                        ALL),
                Permission.read(
                        "reads how each of them is renewed, by which records, and what uses it",
                        List.of("acm:DescribeCertificate"),
                        regions.stream()
                                .map(
                                        region ->
                                                "arn:{partition}:acm:%s:{account}:certificate/*"
                                                        .formatted(region))
                                .toArray(String[]::new)),
                Permission.read(
                        "finds the certificates of IAM, which never renew",
                        List.of("iam:ListServerCertificates"),
                        ALL),
                Permission.read(
                        "reads from when and for which names each of them is; the private key is not"
                                + " in the answer",
                        List.of("iam:GetServerCertificate"),
                        "arn:{partition}:iam::{account}:server-certificate/*"),
                Permission.read(
                        "finds out which certificate CloudFront shows for which names",
                        List.of("cloudfront:ListDistributions"),
                        ALL),
                Permission.read(
                        "finds the hosted zone that a validation record belongs in",
                        List.of("route53:ListHostedZones"),
                        ALL),
                Permission.read(
                        "sees whether the validation record is there",
                        List.of("route53:ListResourceRecordSets"),
                        "arn:{partition}:route53:::hostedzone/*"));
    }
}
