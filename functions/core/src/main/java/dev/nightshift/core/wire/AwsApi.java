package dev.nightshift.core.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * A service of AWS in one region, asked in JSON. What is not reached is tried three times, as the
 * SDK's standard mode does; behind a proxy the same requests go through the SDK's HTTP client.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0</a>
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html">REST JSON</a>
 */
public final class AwsApi {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final WirePool POOL = new WirePool();

    private final AwsService service;
    private final URI endpoint;
    private final SignedHead.Scope scope;
    private final SignedHead head;
    private final boolean proxied;
    private final WireCalls calls = new WireCalls(POOL);

    /** Asks nothing yet. */
    public AwsApi(AwsAccess access, AwsService service, String region) {
        this.service = service;
        this.endpoint = access.endpoint(service, region);
        this.scope = new SignedHead.Scope(service.prefix(), region, false);
        this.head = new SignedHead(access.credentials());
        this.proxied =
                Proxies.areBefore(Optional.of(endpoint), System.getenv(), System.getProperties());
    }

    /** As whoever the environment names. */
    public static AwsApi of(AwsService service, String region) {
        return new AwsApi(AwsAccess.ofEnvironment(), service, region);
    }

    /**
     * Calls an operation of a service that speaks AWS JSON.
     *
     * @param doing what for, such as {@code read the alarms}
     * @throws WireRefusal if the answer was no
     * @throws CloudException of kind {@code UNREACHABLE} if there was no whole answer
     */
    public JsonNode call(String doing, String operation, ObjectNode input) {
        return answer(
                doing,
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(endpoint)
                        .encodedPath("/")
                        .putHeader("X-Amz-Target", service.target() + "." + operation)
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
                        .build(),
                Optional.of(WireBody.of(Json.bytes(input))));
    }

    /**
     * Reads a resource of a service that speaks REST JSON.
     *
     * @param path encoded, from the first slash on
     * @throws WireRefusal if the answer was no
     * @throws CloudException of kind {@code UNREACHABLE} if there was no whole answer
     */
    public JsonNode get(String doing, String path, Map<String, String> query) {
        var request =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(endpoint).encodedPath(path);
        query.forEach(request::putRawQueryParameter);
        return answer(doing, request.build(), Optional.empty());
    }

    /** Changes a resource; else as {@link #get}. */
    public JsonNode put(String doing, String path, ObjectNode input) {
        return answer(
                doing,
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.PUT)
                        .uri(endpoint)
                        .encodedPath(path)
                        .putHeader("Content-Type", "application/json")
                        .build(),
                Optional.of(WireBody.of(Json.bytes(input))));
    }

    private JsonNode answer(String doing, SdkHttpRequest plain, Optional<WireBody> body) {
        var call = new Call(plain, body);
        try {
            return proxied
                    ? WireCalls.retried(call, () -> throughProxy(call))
                    : calls.call(call, document -> Json.read(document.bytes(), document.length()));
        } catch (SdkException failure) {
            throw AwsErrors.translate(doing, failure);
        } catch (IOException failure) {
            throw new CloudException(
                    Kind.UNREACHABLE,
                    "could not %s: %s: %s"
                            .formatted(
                                    doing,
                                    failure.getClass().getSimpleName(),
                                    failure.getMessage()),
                    failure);
        }
    }

    private JsonNode throughProxy(Call call) throws IOException {
        var request = HttpExecuteRequest.builder().request(call.signed());
        call.body().ifPresent(body -> request.contentStreamProvider(body::stream));
        var response = AwsClients.http().prepareRequest(request.build()).call();
        var document = new byte[0];
        if (response.responseBody().isPresent()) {
            try (var in = response.responseBody().get()) {
                document = in.readNBytes(WireCalls.LARGEST_DOCUMENT_BYTES);
            }
        }
        if (!response.httpResponse().isSuccessful()) {
            throw refusal(
                    response.httpResponse().statusCode(),
                    response.httpResponse().firstMatchingHeader("x-amzn-ErrorType").orElse(""),
                    document);
        }
        return Json.read(document);
    }

    private static WireRefusal refusal(int status, String type, byte[] document) {
        var error = tree(document);
        var name = type.isEmpty() ? error.path("__type").asText() : type;
        var message = error.path("message").asText(error.path("Message").asText());
        return new WireRefusal(
                status, code(name), message.isEmpty() ? "HTTP " + status : message, Map.of());
    }

    private static JsonNode tree(byte[] document) {
        try {
            return Json.read(document);
        } catch (IOException noJson) {
            // a gateway on the way has answered; its status says what there is to know
            return MissingNode.getInstance();
        }
    }

    /** Of {@code com.amazonaws.dynamodb.v20120810#ResourceNotFoundException:http://…} the word. */
    private static String code(String type) {
        var end = type.indexOf(':') < 0 ? type.length() : type.indexOf(':');
        return type.substring(type.lastIndexOf('#', end) + 1, end).strip();
    }

    /** One of them, signed anew for each attempt. */
    private final class Call implements WireRequest {
        private final SdkHttpRequest plain;
        private final Optional<WireBody> body;

        Call(SdkHttpRequest plain, Optional<WireBody> body) {
            this.plain = plain;
            this.body = body;
        }

        SdkHttpRequest signed() {
            return head.sign(plain, scope, body);
        }

        @Override
        public URI url() {
            return endpoint;
        }

        @Override
        public String method() {
            return plain.method().name();
        }

        @Override
        public byte[] head() {
            var query = plain.encodedQueryParameters().map(text -> "?" + text).orElse("");
            return SignedHead.bytes(signed(), plain.encodedPath() + query, body);
        }

        @Override
        public Optional<WireBody> body() {
            return body;
        }

        @Override
        public int patienceMillis() {
            return PATIENCE_MILLIS;
        }

        /** Every write here is on a condition, or the same when it is made twice. */
        @Override
        public boolean repeatable() {
            return true;
        }

        @Override
        public WireRefusal refusal(WireAnswer answer, byte[] document, int length) {
            return AwsApi.refusal(
                    answer.status(),
                    answer.header("x-amzn-errortype"),
                    Arrays.copyOf(document, length));
        }
    }
}
