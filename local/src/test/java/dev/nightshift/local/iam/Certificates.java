package dev.nightshift.local.iam;

import dev.nightshift.local.runtime.Account;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.ValidationMethod;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.route53.Route53Client;

/** What certificate-check has to look at: a certificate of ACM, one of IAM, and a zone. */
final class Certificates {
    private Certificates() {}

    static void build(Account admin) {
        try (var acm = admin.client(AcmClient.builder(), "eu-west-1");
                var iam = admin.client(IamClient.builder(), "us-east-1");
                var route53 = admin.client(Route53Client.builder(), "us-east-1")) {
            route53.createHostedZone(
                    create -> create.name("example.com").callerReference("certificate-check"));
            acm.requestCertificate(
                    request ->
                            request.domainName("www.example.com")
                                    .validationMethod(ValidationMethod.DNS));
            iam.uploadServerCertificate(
                    upload ->
                            upload.serverCertificateName("old-shop")
                                    .certificateBody("what the emulator does not read")
                                    .privateKey("nor this"));
        }
    }
}
