package dev.nightshift.backup.s3.store;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.endpoint.DualstackEnabledProvider;
import software.amazon.awssdk.awscore.endpoint.FipsEnabledProvider;
import software.amazon.awssdk.awscore.endpoints.AwsEndpointAttribute;
import software.amazon.awssdk.awscore.endpoints.authscheme.SigV4AuthScheme;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/**
 * Puts a request into bytes, signed: endpoints, credentials and signatures are the SDK's, so that
 * the wire reaches what its clients reach.
 */
final class WireSigner {
    /** Where a bucket is, and what to sign for. */
    record Place(URI url, String path, String region, String service) {}

    private final S3Access access;
    private final String region;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    WireSigner(S3Access access, String region) {
        this.access = access;
        this.region = region;
    }

    Place place(String bucket) {
        return places.computeIfAbsent(bucket, this::resolve);
    }

    private Place resolve(String bucket) {
        var endpoint =
                S3EndpointProvider.defaultProvider()
                        .resolveEndpoint(
                                it -> {
                                    it.bucket(bucket)
                                            .region(Region.of(region))
                                            .useDualStack(
                                                    DualstackEnabledProvider.builder()
                                                            .build()
                                                            .isDualstackEnabled()
                                                            .orElse(false))
                                            .useFips(
                                                    FipsEnabledProvider.builder()
                                                            .build()
                                                            .isFipsEnabled()
                                                            .orElse(false));
                                    access.endpoint()
                                            .ifPresent(
                                                    other ->
                                                            it.endpoint(other.toString())
                                                                    .forcePathStyle(true));
                                })
                        .join();
        var url = endpoint.url();
        List<software.amazon.awssdk.awscore.endpoints.authscheme.EndpointAuthScheme> schemes =
                endpoint.attribute(AwsEndpointAttribute.AUTH_SCHEMES);
        var path = url.getRawPath();
        return new Place(
                url,
                path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
                signingRegion(schemes),
                "s3");
    }

    private String signingRegion(
            List<software.amazon.awssdk.awscore.endpoints.authscheme.EndpointAuthScheme> schemes) {
        if (schemes != null) {
            for (var scheme : schemes) {
                if (scheme instanceof SigV4AuthScheme v4 && v4.signingRegion() != null) {
                    return v4.signingRegion();
                }
            }
        }
        return region;
    }

    /**
     * Request line and headers, ready to be sent.
     *
     * @throws SdkException if there are no credentials
     */
    byte[] signed(WireRequest request) throws IOException {
        var place = place(request.bucket());
        var url = place.url();
        var path = place.path() + "/" + S3Encoding.path(request.key());
        var plain =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.fromValue(request.method()))
                        .protocol(url.getScheme())
                        .host(url.getHost())
                        .encodedPath(path);
        if (url.getPort() >= 0) {
            plain.port(url.getPort());
        }
        request.query().forEach(plain::putRawQueryParameter);
        request.headers().forEach(plain::putHeader);
        var done =
                signer.sign(
                                it -> {
                                    it.identity(access.credentials().resolveCredentials())
                                            .request(plain.build())
                                            .putProperty(
                                                    AwsV4HttpSigner.REGION_NAME, place.region())
                                            .putProperty(
                                                    AwsV4HttpSigner.SERVICE_SIGNING_NAME,
                                                    place.service())
                                            .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                                            .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false);
                                    // the content's hash is signed, and S3 checks it
                                    request.body().ifPresent(body -> it.payload(body.open()::get));
                                })
                        .request();
        return bytes(request, path, done);
    }

    private static byte[] bytes(WireRequest request, String path, SdkHttpRequest signed) {
        var out = new StringBuilder(1_024).append(request.method()).append(' ').append(path);
        char before = '?';
        for (var parameter : request.query().entrySet()) {
            out.append(before)
                    .append(S3Encoding.component(parameter.getKey()))
                    .append('=')
                    .append(S3Encoding.component(parameter.getValue()));
            before = '&';
        }
        out.append(" HTTP/1.1\r\n");
        signed.forEachHeader(
                (name, values) -> {
                    for (var value : values) {
                        out.append(name).append(": ").append(value).append("\r\n");
                    }
                });
        if (request.body().isPresent() || request.method().equals("PUT")) {
            out.append("Content-Length: ")
                    .append(request.body().map(Body::lengthBytes).orElse(0L))
                    .append("\r\n");
        }
        return out.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
