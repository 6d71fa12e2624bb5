package dev.nightshift.core.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Request line and headers, signed as the SDK signs. */
public final class SignedHead {
    private final AwsCredentialsProvider credentials;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    public SignedHead(AwsCredentialsProvider credentials) {
        this.credentials = credentials;
    }

    /**
     * @param pathAsSent whether the path is signed as it is sent, which S3 alone wants
     */
    public record Scope(String service, String region, boolean pathAsSent) {}

    /**
     * The request with its signature. The content's hash is signed too, and checked by AWS.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if there are no credentials
     */
    public SdkHttpRequest sign(SdkHttpRequest plain, Scope scope, Optional<WireBody> body) {
        return signer.sign(
                        it -> {
                            it.identity(credentials.resolveCredentials())
                                    .request(plain)
                                    .putProperty(AwsV4HttpSigner.REGION_NAME, scope.region())
                                    .putProperty(
                                            AwsV4HttpSigner.SERVICE_SIGNING_NAME, scope.service())
                                    .putProperty(
                                            AwsV4HttpSigner.DOUBLE_URL_ENCODE, !scope.pathAsSent())
                                    .putProperty(
                                            AwsV4HttpSigner.NORMALIZE_PATH, !scope.pathAsSent());
                            body.ifPresent(content -> it.payload(content::stream));
                        })
                .request();
    }

    /**
     * Ready to be sent.
     *
     * @param target path and query, encoded
     */
    public static byte[] bytes(SdkHttpRequest signed, String target, Optional<WireBody> body) {
        var method = signed.method().name();
        var out = new StringBuilder(1_024).append(method).append(' ').append(target);
        out.append(" HTTP/1.1\r\n");
        signed.forEachHeader(
                (name, values) -> {
                    for (var value : values) {
                        out.append(name).append(": ").append(value).append("\r\n");
                    }
                });
        if (body.isPresent() || method.equals("PUT")) {
            out.append("Content-Length: ")
                    .append(body.map(WireBody::lengthBytes).orElse(0L))
                    .append("\r\n");
        }
        return out.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
