package dev.nightshift.local.iam;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A call of an API of AWS.
 *
 * @param method of HTTP
 * @param target path and query, as they came
 * @param headers by their names in lower case
 * @param body a letter for each byte, as ISO 8859-1 has it
 */
record Call(String method, String target, Map<String, String> headers, String body) {
    private static final Pattern SCOPE =
            Pattern.compile("Credential=([^/]+)/\\d{8}/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request");
    private static final Pattern CBOR = Pattern.compile("/service/[^/]+/operation/([A-Za-z]+)");

    /** Where the path alone says what is asked: service, method and path, and the operation. */
    private static final List<Route> ROUTES =
            List.of(
                    route("lambda", "GET", "/[^/]+/functions/[^/]+/aliases/[^/]+", "GetAlias"),
                    route("lambda", "PUT", "/[^/]+/functions/[^/]+/aliases/[^/]+", "UpdateAlias"),
                    route(
                            "lambda",
                            "GET",
                            "/[^/]+/functions/[^/]+/versions",
                            "ListVersionsByFunction"),
                    route(
                            "lambda",
                            "GET",
                            "/[^/]+/functions/[^/]+/configuration",
                            "GetFunctionConfiguration"),
                    route("lambda", "POST", "/[^/]+/functions/[^/]+/invocations", "InvokeFunction"),
                    route(
                            "appconfig",
                            "GET",
                            "/applications/[^/]+/environments/[^/]+/deployments",
                            "ListDeployments"),
                    route(
                            "appconfig",
                            "GET",
                            "/applications/[^/]+/environments/[^/]+/deployments/\\d+",
                            "GetDeployment"),
                    route(
                            "appconfig",
                            "POST",
                            "/applications/[^/]+/environments/[^/]+/deployments",
                            "StartDeployment"),
                    route(
                            "appconfig",
                            "DELETE",
                            "/applications/[^/]+/environments/[^/]+/deployments/\\d+",
                            "StopDeployment"),
                    route(
                            "appconfig",
                            "GET",
                            "/applications/[^/]+/configurationprofiles/[^/]+",
                            "GetConfigurationProfile"),
                    route(
                            "appconfig",
                            "GET",
                            "/applications/[^/]+/configurationprofiles/[^/]+/hostedconfigurationversions",
                            "ListHostedConfigurationVersions"),
                    route(
                            "cloudfront",
                            "GET",
                            "/[^/]+/distribution/[^/]+/invalidation",
                            "ListInvalidations"),
                    route(
                            "cloudfront",
                            "POST",
                            "/[^/]+/distribution/[^/]+/invalidation",
                            "CreateInvalidation"),
                    route("cloudfront", "GET", "/[^/]+/distribution", "ListDistributions"),
                    route("cloudfront", "GET", "/[^/]+/tagging", "ListTagsForResource"),
                    route("route53", "GET", "/[^/]+/hostedzone", "ListHostedZones"),
                    route(
                            "route53",
                            "GET",
                            "/[^/]+/hostedzone/[^/]+/rrset",
                            "ListResourceRecordSets"));

    private record Route(String service, String method, Pattern path, String operation) {
        boolean fits(Call call) {
            return service.equals(call.service())
                    && method.equals(call.method())
                    && path.matcher(call.path()).matches();
        }
    }

    private static Route route(String service, String method, String path, String operation) {
        return new Route(service, method, Pattern.compile(path + "/?"), operation);
    }

    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Whom the signature names; empty if nobody signed. */
    String keyId() {
        return scope(1);
    }

    String service() {
        return scope(3);
    }

    private String scope(int group) {
        var scope = SCOPE.matcher(headers.getOrDefault("authorization", ""));
        return scope.find() ? scope.group(group) : "";
    }

    /** Of the address; what has no value has an empty one. */
    Map<String, String> query() {
        int from = target.indexOf('?');
        return from < 0 ? Map.of() : pairs(target.substring(from + 1));
    }

    /** Of the query protocol. */
    Map<String, String> form() {
        return headers.getOrDefault("content-type", "").contains("form-urlencoded")
                ? pairs(text())
                : Map.of();
    }

    String text() {
        return new String(body.getBytes(ISO_8859_1), UTF_8);
    }

    /** As the API calls it; empty if it cannot be told. */
    Optional<String> operation() {
        var json = header("x-amz-target").map(name -> name.substring(name.lastIndexOf('.') + 1));
        var cbor = CBOR.matcher(path());
        return json.or(() -> Optional.ofNullable(form().get("Action")))
                .or(() -> cbor.matches() ? Optional.of(cbor.group(1)) : Optional.empty())
                .or(
                        () ->
                                ROUTES.stream()
                                        .filter(route -> route.fits(this))
                                        .map(Route::operation)
                                        .findFirst());
    }

    private static Map<String, String> pairs(String text) {
        var pairs = new LinkedHashMap<String, String>();
        for (var pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            pairs.put(
                    URLDecoder.decode(name, UTF_8),
                    equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
        return pairs;
    }
}
