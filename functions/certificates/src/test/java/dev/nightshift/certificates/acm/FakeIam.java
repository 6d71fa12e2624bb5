package dev.nightshift.certificates.acm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetServerCertificateRequest;
import software.amazon.awssdk.services.iam.model.GetServerCertificateResponse;
import software.amazon.awssdk.services.iam.model.ListServerCertificatesRequest;
import software.amazon.awssdk.services.iam.model.ListServerCertificatesResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.ServerCertificate;
import software.amazon.awssdk.services.iam.model.ServerCertificateMetadata;

/** The server certificates of IAM. */
public final class FakeIam implements IamClient {
    private final Gate gate;
    private final List<ServerCertificate> certificates =
            Collections.synchronizedList(new ArrayList<>());

    FakeIam(Gate gate) {
        this.gate = gate;
    }

    public String uploaded(String name, String path, Minted minted) {
        return uploaded(name, path, minted, minted.certificate());
    }

    public String uploaded(String name, String path, Minted minted, String body) {
        var id = "ASCA" + (certificates.size() + 1);
        certificates.add(
                ServerCertificate.builder()
                        .serverCertificateMetadata(
                                ServerCertificateMetadata.builder()
                                        .serverCertificateId(id)
                                        .serverCertificateName(name)
                                        .path(path)
                                        .arn(
                                                "arn:aws:iam::%s:server-certificate%s%s"
                                                        .formatted(
                                                                FakeCertificates.ACCOUNT,
                                                                path,
                                                                name))
                                        .uploadDate(minted.notBefore())
                                        .expiration(minted.notAfter())
                                        .build())
                        .certificateBody(body)
                        .build());
        return id;
    }

    @Override
    public ListServerCertificatesResponse listServerCertificates(
            ListServerCertificatesRequest request) {
        return gate.pass(
                "iam",
                "ListServerCertificates",
                () -> {
                    int from = request.marker() == null ? 0 : Integer.parseInt(request.marker());
                    int to = Math.min(certificates.size(), from + FakeCertificates.PAGE);
                    var more = to < certificates.size();
                    return ListServerCertificatesResponse.builder()
                            .serverCertificateMetadataList(
                                    certificates.subList(from, to).stream()
                                            .map(ServerCertificate::serverCertificateMetadata)
                                            .toList())
                            .isTruncated(more)
                            .marker(more ? Integer.toString(to) : null)
                            .build();
                });
    }

    @Override
    public GetServerCertificateResponse getServerCertificate(GetServerCertificateRequest request) {
        return gate.pass(
                "iam",
                "GetServerCertificate",
                () ->
                        GetServerCertificateResponse.builder()
                                .serverCertificate(find(request.serverCertificateName()))
                                .build());
    }

    private ServerCertificate find(String name) {
        return certificates.stream()
                .filter(one -> one.serverCertificateMetadata().serverCertificateName().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                NoSuchEntityException.builder()
                                        .awsErrorDetails(
                                                Gate.details("NoSuchEntity", "no such certificate"))
                                        .statusCode(404)
                                        .build());
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
