package dev.nightshift.backup.contabo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.http.VendorHttp;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.regex.Pattern;

/**
 * What Contabo's answers mean: a status, and of a refusal {@code {"statusCode": 402, "message":
 * "…"}}.
 *
 * @see <a href="https://api.contabo.com/#section/Introduction/Responses">Contabo API: Responses</a>
 */
final class ContaboAnswers {
    private static final int LONGEST_TOKEN = 16 * 1024;
    private static final Pattern OAUTH_ERROR = Pattern.compile("[a-z_]{1,40}");
    private static final Pattern RETRY_AFTER = Pattern.compile("[A-Za-z0-9 ,:+-]{1,40}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    private static final ObjectReader JSON =
            new JsonMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ContaboAnswers() {}

    /**
     * The body of an answer.
     *
     * @throws CloudException of kind {@code UNREACHABLE} if it is cut short or is something else:
     *     what was asked for may have happened
     */
    static JsonNode json(String doing, HttpResponse<byte[]> response) {
        var body = parsed(response);
        if (!body.isObject()) {
            throw new CloudException(
                    Kind.UNREACHABLE,
                    "could not " + doing + ": Contabo's answer is cut short or not JSON");
        }
        return body;
    }

    private static JsonNode parsed(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException notJson) {
            // a page of a proxy, or half an answer; its message would quote the text
            return MissingNode.getInstance();
        }
    }

    /**
     * Throws what a refusal means.
     *
     * @param token never to be seen in a message
     */
    static void refuse(String doing, HttpResponse<byte[]> response, String token) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return;
        }
        var kind = VendorHttp.kind(status);
        var hint =
                switch (kind) {
                    case DENIED -> "; allow it in a role of the API user, or check the credentials";
                    case QUOTA -> "; set snapshotQuota to what the plan of the instance grants";
                    case THROTTLED, UNREACHABLE, NOT_FOUND, REJECTED -> "";
                };
        throw new CloudException(
                kind,
                "could not "
                        + doing
                        + ": Contabo answered "
                        + status
                        + text(response, token)
                        + retryAfter(response)
                        + hint);
    }

    /** The same of a request for a token, of whose answer nothing but the error's name is shown. */
    static void refuseLogin(String doing, HttpResponse<byte[]> response, String secret) {
        int status = response.statusCode();
        if (status == 200) {
            return;
        }
        var kind =
                switch (status) {
                    case 400, 401, 403 -> Kind.DENIED;
                    case 429 -> Kind.THROTTLED;
                    default -> status >= 500 ? Kind.UNREACHABLE : Kind.REJECTED;
                };
        var error = parsed(response).path("error").asText();
        throw new CloudException(
                kind,
                "could not "
                        + doing
                        + ": it answered "
                        + status
                        + (OAUTH_ERROR.matcher(error).matches() ? " (" + error + ")" : "")
                        + retryAfter(response)
                        + (kind == Kind.DENIED
                                ? "; correct the credentials in the secret " + secret
                                : ""));
    }

    static String token(String doing, JsonNode answer) {
        var token = answer.path("access_token").asText();
        if (token.length() > LONGEST_TOKEN || !TOKEN.matcher(token).matches()) {
            throw new CloudException(
                    Kind.REJECTED, "could not " + doing + ": the answer has no token");
        }
        return token;
    }

    private static String text(HttpResponse<byte[]> response, String token) {
        var message = parsed(response).path("message");
        var texts = new ArrayList<String>();
        if (message.isTextual()) {
            texts.add(message.asText());
        }
        // of a list of faults each is told
        message.forEach(each -> texts.add(each.asText()));
        return VendorHttp.quoted(String.join("; ", texts), token);
    }

    private static String retryAfter(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> RETRY_AFTER.matcher(value).matches())
                .map(value -> "; it asks to be left alone for " + value + unit(value))
                .orElse("");
    }

    private static String unit(String retryAfter) {
        return retryAfter.chars().allMatch(Character::isDigit) ? " s" : "";
    }
}
