package dev.nightshift.rollback.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.core.http.Hmac;
import dev.nightshift.core.http.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** Whether a request was signed by who knows the secret. Comparisons take as long for any guess. */
final class Signatures {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SHA256 = "sha256=";

    private Signatures() {}

    static boolean isGenuine(Sender sender, HttpRequest request, String secret) {
        return switch (sender) {
            case GITHUB -> gitHub(request, secret);
            case VERCEL -> vercel(request, secret);
            case NETLIFY -> netlify(request, secret);
        };
    }

    /**
     * @see <a
     *     href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">
     *     Validating webhook deliveries</a>
     */
    private static boolean gitHub(HttpRequest request, String secret) {
        return request.header("x-hub-signature-256")
                .filter(signature -> signature.startsWith(SHA256))
                .filter(
                        signature ->
                                Hmac.matches(
                                        Hmac.sha256(secret, request.body()),
                                        signature.substring(SHA256.length())))
                .isPresent();
    }

    /**
     * @see <a href="https://vercel.com/docs/webhooks/webhooks-api">Webhooks API Reference</a>
     */
    private static boolean vercel(HttpRequest request, String secret) {
        return request.header("x-vercel-signature")
                .filter(signature -> Hmac.matches(Hmac.sha1(secret, request.body()), signature))
                .isPresent();
    }

    /**
     * A JSON Web Signature whose claims hold the hash of the body.
     *
     * @see <a href="https://docs.netlify.com/site-deploys/notifications/#payload-signature">Payload
     *     signature</a>
     */
    private static boolean netlify(HttpRequest request, String secret) {
        var parts = request.header("x-webhook-signature").orElse("").split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        var signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        var signature = decoded(parts[2]);
        if (signature.isEmpty()
                || !MessageDigest.isEqual(Hmac.sha256(secret, signed), signature.get())) {
            return false;
        }
        var claims = json(parts[1]);
        // another algorithm would have been checked in another way
        return json(parts[0]).path("alg").asText().equals("HS256")
                && claims.path("iss").asText().equals("netlify")
                && Hmac.matches(sha256(request.body()), claims.path("sha256").asText());
    }

    private static JsonNode json(String part) {
        try {
            return JSON.readTree(decoded(part).orElse(new byte[0]));
        } catch (IOException broken) {
            // what is no JSON has no claims
            return JSON.createObjectNode();
        }
    }

    private static Optional<byte[]> decoded(String part) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(part));
        } catch (IllegalArgumentException broken) {
            // what is no base64 is no signature
            return Optional.empty();
        }
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
