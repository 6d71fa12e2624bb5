package dev.nightshift.backup.s3.store;

import dev.nightshift.core.wire.SignedHead;
import dev.nightshift.core.wire.WireAnswer;
import dev.nightshift.core.wire.WireBody;
import dev.nightshift.core.wire.WireRefusal;
import dev.nightshift.core.wire.WireRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.endpoint.DualstackEnabledProvider;
import software.amazon.awssdk.awscore.endpoint.FipsEnabledProvider;
import software.amazon.awssdk.awscore.endpoints.AwsEndpointAttribute;
import software.amazon.awssdk.awscore.endpoints.authscheme.SigV4AuthScheme;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/**
 * Puts a request into bytes, signed: endpoints, credentials and signatures are the SDK's, so that
 * the wire reaches what its clients reach.
 */
final class WireSigner {
    /** Where a bucket is, and what to sign for. */
    record Place(URI url, String path, String region) {}

    private final S3Access access;
    private final String region;
    private final SignedHead head;
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    WireSigner(S3Access access, String region) {
        this.access = access;
        this.region = region;
        this.head = new SignedHead(access.credentials());
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
                signingRegion(schemes));
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

    /** The request to be sent, signed anew for each attempt. */
    WireRequest signing(S3Request request) {
        return new Signing(request, place(request.bucket()));
    }

    private final class Signing implements WireRequest {
        private final S3Request request;
        private final Place place;

        Signing(S3Request request, Place place) {
            this.request = request;
            this.place = place;
        }

        @Override
        public URI url() {
            return place.url();
        }

        @Override
        public String method() {
            return request.method();
        }

        @Override
        public byte[] head() {
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
            var scope = new SignedHead.Scope("s3", place.region(), true);
            return SignedHead.bytes(
                    head.sign(plain.build(), scope, body()), target(request, path), body());
        }

        @Override
        public Optional<WireBody> body() {
            return request.body().map(body -> body);
        }

        @Override
        public int patienceMillis() {
            return request.patienceMillis();
        }

        @Override
        public boolean repeatable() {
            return request.repeatable();
        }

        @Override
        public WireRefusal refusal(WireAnswer answer, byte[] document, int length) {
            return S3Documents.refusal(answer, document, length);
        }
    }

    private static String target(S3Request request, String path) {
        var target = new StringBuilder(path);
        char before = '?';
        for (var parameter : request.query().entrySet()) {
            target.append(before)
                    .append(S3Encoding.component(parameter.getKey()))
                    .append('=')
                    .append(S3Encoding.component(parameter.getValue()));
            before = '&';
        }
        return target.toString();
    }
}
