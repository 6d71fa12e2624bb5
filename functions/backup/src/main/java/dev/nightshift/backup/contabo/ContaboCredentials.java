package dev.nightshift.backup.contabo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What Contabo asks of an API user. Holds secrets: no part of it is ever in {@code toString} or in
 * a message of an exception.
 *
 * @param secret name of the secret that it is from
 */
record ContaboCredentials(
        String secret, String clientId, String clientSecret, String apiUser, String apiPassword) {
    private static final int LONGEST = 1_000;

    /**
     * Reads {@code {"clientId": …, "clientSecret": …, "apiUser": …, "apiPassword": …}}.
     *
     * @throws CloudException of kind {@code REJECTED} if it is not that, saying what is amiss and
     *     nothing of what is in it
     */
    static ContaboCredentials parse(String secret, String json) {
        JsonNode node;
        try {
            node = new JsonMapper().readTree(json);
        } catch (JsonProcessingException notJson) {
            // its message and its cause quote the text
            throw new CloudException(Kind.REJECTED, "the secret " + secret + " is not JSON");
        }
        return new ContaboCredentials(
                secret,
                text(secret, node, "clientId"),
                text(secret, node, "clientSecret"),
                text(secret, node, "apiUser"),
                text(secret, node, "apiPassword"));
    }

    private static String text(String secret, JsonNode node, String name) {
        var value = node.path(name);
        if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > LONGEST) {
            throw new CloudException(
                    Kind.REJECTED, "the secret " + secret + " has no text \"" + name + "\"");
        }
        return value.asText();
    }

    /** The body of a request for a token. */
    String form() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("grant_type", "password");
        fields.put("client_id", clientId);
        fields.put("client_secret", clientSecret);
        fields.put("username", apiUser);
        fields.put("password", apiPassword);
        return fields.entrySet().stream()
                .map(ContaboCredentials::encoded)
                .collect(Collectors.joining("&"));
    }

    private static String encoded(Map.Entry<String, String> field) {
        return field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "credentials of the secret " + secret;
    }
}
