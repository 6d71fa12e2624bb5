package dev.nightshift.certificates.domain;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which RDAP server knows the domains under which name.
 *
 * @param byDomain by top-level domain, or a longer name, in A-labels; every address ends with a
 *     slash
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9224">RFC 9224</a>
 */
record RdapServers(Map<String, URI> byDomain) {
    private static final String RESOURCE = "rdap-servers.txt";
    private static final String DOMAIN = "{}";
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})*");
    private static final int LONGEST_ADDRESS = 300;

    /** Of what is shipped, so much has to be in a newer list; a shorter one is half a file. */
    private static final double LEAST_SHARE = 0.9;

    RdapServers {
        byDomain = Map.copyOf(byDomain);
    }

    /** IANA's list as it lies in the jar. */
    static RdapServers shipped() {
        try (var in = RdapServers.class.getResourceAsStream(RESOURCE)) {
            return compact(
                    new String(
                            Objects.requireNonNull(in, RESOURCE).readAllBytes(),
                            StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RdapServers compact(String text) {
        var servers = new HashMap<String, URI>();
        var address = "";
        for (var line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ")) {
                for (var domain : line.strip().split(" ", -1)) {
                    servers.put(domain, URI.create(address.replace(DOMAIN, domain)));
                }
            } else {
                address = line.strip();
            }
        }
        return new RdapServers(servers);
    }

    /**
     * IANA's list as it is published, as far as this can use it.
     *
     * @throws IllegalArgumentException if it is none, or has lost much of what is shipped; the
     *     message says which
     */
    static RdapServers published(JsonNode json, RdapServers shipped) {
        var servers = new HashMap<String, URI>();
        for (var service : json.path("services")) {
            var address = address(service.path(1));
            if (address.isEmpty()) {
                continue;
            }
            for (var entry : service.path(0)) {
                var domain = entry.asText("").toLowerCase(Locale.ROOT);
                if (NAME.matcher(domain).matches()) {
                    servers.put(domain, address.get());
                }
            }
        }
        long kept = shipped.byDomain.keySet().stream().filter(servers::containsKey).count();
        if (kept < shipped.byDomain.size() * LEAST_SHARE) {
            throw new IllegalArgumentException(
                    "it has "
                            + kept
                            + " of the "
                            + shipped.byDomain.size()
                            + " domains that are known");
        }
        return new RdapServers(servers);
    }

    private static Optional<URI> address(JsonNode addresses) {
        for (var entry : addresses) {
            var text = entry.asText("");
            if (text.startsWith("https://") && text.length() <= LONGEST_ADDRESS) {
                try {
                    var uri = URI.create(text.endsWith("/") ? text : text + "/");
                    if (uri.getHost() != null && uri.getUserInfo() == null) {
                        return Optional.of(uri);
                    }
                } catch (IllegalArgumentException notAnAddress) {
                    // the next one may be
                }
            }
        }
        return Optional.empty();
    }

    /** The one of the longest name that the domain lies under. */
    Optional<URI> of(DomainName domain) {
        return domain.ancestors().stream()
                .filter(byDomain::containsKey)
                .findFirst()
                .map(byDomain::get);
    }

    /** What to write down of this list beside the shipped one; empty text for what is gone. */
    Map<String, String> changesSince(RdapServers shipped) {
        var changes = new TreeMap<String, String>();
        byDomain.forEach(
                (domain, address) -> {
                    if (!address.equals(shipped.byDomain.get(domain))) {
                        changes.put(domain, address.toString());
                    }
                });
        shipped.byDomain.keySet().stream()
                .filter(domain -> !byDomain.containsKey(domain))
                .forEach(domain -> changes.put(domain, ""));
        return changes;
    }

    /** The list that {@link #changesSince} was written of. */
    RdapServers with(Map<String, String> changes) {
        var servers = new HashMap<>(byDomain);
        changes.forEach(
                (domain, address) -> {
                    if (address.isEmpty()) {
                        servers.remove(domain);
                    } else {
                        servers.put(domain, URI.create(address));
                    }
                });
        return new RdapServers(servers);
    }
}
