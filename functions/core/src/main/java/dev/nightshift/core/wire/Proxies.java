package dev.nightshift.core.wire;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The proxies that the SDK's client knows, and the wire does not.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/http-configuration-url.html">
 *     Configure the URLConnection-based HTTP client</a>
 */
public final class Proxies {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final List<String> VARIABLES =
            List.of("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy");
    private static final List<String> PROPERTIES = List.of("https.proxyHost", "http.proxyHost");

    private Proxies() {}

    /**
     * Whether requests must go through one.
     *
     * @param endpoint empty for AWS itself
     */
    public static boolean areBefore(
            Optional<URI> endpoint, Map<String, String> environment, Properties properties) {
        if (endpoint.map(URI::getHost).filter(LOOPBACK::contains).isPresent()) {
            return false;
        }
        return VARIABLES.stream().anyMatch(name -> !environment.getOrDefault(name, "").isEmpty())
                || PROPERTIES.stream()
                        .anyMatch(name -> !properties.getProperty(name, "").isEmpty());
    }
}
