package dev.nightshift.certificates.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.net.Fetcher.Header;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayersTest {
    /** Written as {@code name: value; name: value}. */
    private static Headers headers(String text) {
        return new Headers(
                Arrays.stream(text.split(";; "))
                        .filter(line -> !line.isEmpty())
                        .map(line -> line.split(": ", 2))
                        .map(pair -> new Header(pair[0], pair[1]))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Server: nginx/1.22.1 | nginx",
                "Server: openresty | nginx",
                "Server: Apache/2.4.62 (Debian) | Apache",
                "Server: Apache | Apache",
                "Server: Apache-Coyote/1.1 | Tomcat",
                "server: cloudflare;; CF-RAY: 8e1-FRA | Cloudflare",
                "Via: 1.1 abc.cloudfront.net (CloudFront);; X-Amz-Cf-Id: x;; Server: nginx"
                        + " | CloudFront, nginx",
                "X-Amz-Cf-Id: x;; Server: AmazonS3 | CloudFront, Amazon S3",
                "Server: awselb/2.0 | AWS load balancer",
                "apigw-requestid: x | API Gateway",
                "Server: Vercel;; X-Vercel-Id: fra1::x | Vercel",
                "Server: DPS/2.0.0+sha-x | GoDaddy",
                "X-Sucuri-ID: 11;; Server: nginx | Sucuri, nginx",
                "Server: AkamaiGHost | Akamai",
                "x-iinfo: 1;; X-CDN: Imperva | Imperva",
                "Server: uvicorn | Uvicorn",
                "Server: gunicorn | Gunicorn",
                "X-Served-By: cache-fra-x;; Via: 1.1 varnish | Fastly",
                "Server: home-made | unknown",
                "'' | unknown",
            })
    void who_answers_gives_himself_away(String headers, String words) {
        assertThat(Layers.of(200, headers(headers), "").words()).isEqualTo(words);
        assertThat(Layers.of(200, headers(headers), "").filter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | cf-mitigated: challenge;; Server: cloudflare | Just a moment... | Cloudflare",
                "503 | CF-RAY: x | <script src='/cdn-cgi/challenge-platform/x'> | Cloudflare",
                "202 | x-amzn-waf-action: challenge | '' | AWS WAF",
                "405 | x-amzn-waf-action: captcha | '' | AWS WAF",
                "403 | Server: awselb/2.0 | <h1>403 Forbidden</h1> | AWS WAF",
                "403 | Server: CloudFront;; X-Amz-Cf-Id: x | Request blocked. We can't | AWS WAF",
                "429 | Server: Vercel | <title>Vercel Security Checkpoint | Vercel",
                "403 | x-vercel-mitigated: deny | '' | Vercel",
                "403 | Server: AkamaiGHost | <H1>Access Denied</H1> Reference #18 | Akamai",
                "403 | Server: Sucuri/Cloudproxy;; X-Sucuri-Block: x | '' | Sucuri",
                "403 | '' | Access Denied - GoDaddy Website Firewall | GoDaddy",
                "403 | '' | Access Denied - Sucuri Website Firewall | Sucuri",
                "200 | x-iinfo: 1 | Request unsuccessful. Incapsula incident ID: 4 | Imperva",
                "403 | '' | https://geo.captcha-delivery.com/captcha | DataDome",
            })
    void a_filter_that_answers_is_named(int status, String headers, String page, String filter) {
        assertThat(Layers.of(status, headers(headers), page).filter())
                .hasValueSatisfying(
                        words ->
                                assertThat(words)
                                        .contains(filter, Integer.toString(status), "bot filter"));
    }

    @Test
    void the_block_page_of_cloudflare_is_known_by_its_title() {
        assertThat(
                        Layers.of(
                                        403,
                                        headers("CF-RAY: x"),
                                        "<title>Attention Required! | Cloudflare</title>")
                                .filter())
                .isPresent();
    }

    @Test
    void a_page_that_merely_passes_a_filter_is_the_site_itself() {
        assertThat(Layers.of(200, headers("CF-RAY: x;; Server: cloudflare"), "<p>hi").filter())
                .isEmpty();
        assertThat(
                        Layers.of(
                                        200,
                                        headers("CF-RAY: x"),
                                        "<script src=/cdn-cgi/challenge-platform/scripts/jsd.js>")
                                .filter())
                .isEmpty();
        assertThat(Layers.of(403, headers("Server: nginx"), "403 Forbidden").filter()).isEmpty();
        assertThat(Layers.of(503, headers("Server: awselb/2.0"), "").filter()).isEmpty();
        assertThat(
                        Layers.of(
                                        403,
                                        headers("X-Amz-Cf-Id: x;; Server: AmazonS3"),
                                        "<Code>AccessDenied</Code>")
                                .filter())
                .isEmpty();
        assertThat(Layers.of(200, headers("Server: AkamaiGHost"), "<p>hi").filter()).isEmpty();
    }
}
