package dev.nightshift.certificates.acm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import dev.nightshift.certificates.acm.Distribution.Viewer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What CloudFront says of viewer certificates, which the emulator leaves out of its list. */
class CloudFrontWireTest {
    private static final String SUMMARY =
            """
            <DistributionSummary><Id>%1$s</Id>
              <ARN>arn:aws:cloudfront::111122223333:distribution/%1$s</ARN>
              <Status>Deployed</Status><LastModifiedTime>2026-01-02T03:04:05Z</LastModifiedTime>
              <DomainName>%1$s.cloudfront.net</DomainName>
              %2$s
              <Enabled>%3$s</Enabled><Staging>false</Staging>
            </DistributionSummary>
            """;
    private static final String ALIASES =
            "<Aliases><Quantity>1</Quantity><Items><CNAME>shop.example.org</CNAME></Items></Aliases>";

    private final HttpServer server = unstarted();

    private static HttpServer unstarted() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        server.createContext(
                "/2020-05-31/distribution",
                exchange -> {
                    var query = String.valueOf(exchange.getRequestURI().getQuery());
                    var body = answer(query).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void every_page_and_every_kind_of_viewer_certificate_is_read() {
        var endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());

        var found = new AwsCertificatesGateway(new MotoCertificates(endpoint)).distributions();

        assertThat(found)
                .extracting(Distribution::id, Distribution::enabled, Distribution::certificate)
                .containsExactly(
                        tuple("EACM", true, new Viewer.OfAcm("arn:aws:acm:us-east-1:1:c/1")),
                        tuple("EIAM", false, new Viewer.OfIam("ASCA1")),
                        tuple("EOWN", true, new Viewer.OfCloudFront()));
        assertThat(found.getFirst().aliases()).containsExactly("shop.example.org");
        assertThat(found.getFirst().minimumProtocol()).isEqualTo("TLSv1.2_2021");
        assertThat(found.getLast().aliases()).isEmpty();
    }

    private static String answer(String query) {
        if (query.contains("Marker=EACM")) {
            return page(
                    "EACM",
                    "EIAM",
                    SUMMARY.formatted(
                            "EIAM",
                            ALIASES
                                    + viewer(
                                            "<IAMCertificateId>ASCA1</IAMCertificateId>"
                                                    + "<MinimumProtocolVersion>TLSv1</MinimumProtocolVersion>"),
                            "false"));
        }
        if (query.contains("Marker=EIAM")) {
            return page(
                    "EIAM",
                    "",
                    SUMMARY.formatted(
                            "EOWN",
                            "<Aliases><Quantity>0</Quantity></Aliases>"
                                    + viewer(
                                            "<CloudFrontDefaultCertificate>true</CloudFrontDefaultCertificate>"
                                                    + "<MinimumProtocolVersion>TLSv1</MinimumProtocolVersion>"),
                            "true"));
        }
        return page(
                "",
                "EACM",
                SUMMARY.formatted(
                        "EACM",
                        ALIASES
                                + viewer(
                                        "<ACMCertificateArn>arn:aws:acm:us-east-1:1:c/1</ACMCertificateArn>"
                                                + "<SSLSupportMethod>sni-only</SSLSupportMethod>"
                                                + "<MinimumProtocolVersion>TLSv1.2_2021</MinimumProtocolVersion>"),
                        "true"));
    }

    private static String page(String marker, String next, String items) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <DistributionList xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/">
                  <Marker>%s</Marker>%s<MaxItems>100</MaxItems><IsTruncated>%s</IsTruncated>
                  <Quantity>1</Quantity><Items>%s</Items>
                </DistributionList>
                """
                .formatted(
                        marker,
                        next.isEmpty() ? "" : "<NextMarker>" + next + "</NextMarker>",
                        !next.isEmpty(),
                        items);
    }

    private static String viewer(String fields) {
        return "<ViewerCertificate>" + fields + "</ViewerCertificate>";
    }
}
