package dev.nightshift.certificates.domain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.certificates.domain.Lookup.Registered;
import dev.nightshift.certificates.domain.Lookup.Unanswered;
import dev.nightshift.certificates.net.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what an RDAP server says of a domain. Whatever is not where it should be, or not as it
 * should be, is left out.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9083#section-5.3">RFC 9083, 5.3</a>
 */
final class RdapParser {
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_REGISTRAR = 200;
    private static final int MOST_NAME_SERVERS = 50;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    private RdapParser() {}

    /**
     * @param source who said so, in words
     */
    static Lookup parse(DomainName domain, Bytes body, String source) {
        var json = TolerantJson.object(body);
        if (json.isMissingNode()) {
            return new Unanswered(source + " answered something that is not JSON");
        }
        if (!"domain".equals(json.path("objectClassName").asText("").toLowerCase(Locale.ROOT))) {
            return new Unanswered(source + " answered something that is not about a domain");
        }
        var named = name(json);
        if (named.isPresent() && !named.get().equals(domain.ascii())) {
            return new Unanswered(source + " answered about another domain: " + named.get());
        }
        var registrar = registrar(json);
        return new Registered(
                new Registration(
                        expires(json),
                        event(json, "registration"),
                        event(json, "last changed"),
                        registrar.flatMap(RdapParser::registrarName),
                        registrar.flatMap(RdapParser::registrarId),
                        statuses(json),
                        nameServers(json),
                        delegationSigned(json),
                        source));
    }

    private static Optional<String> name(JsonNode json) {
        return text(json.path("ldhName"))
                .map(name -> name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.length() <= LONGEST_NAME);
    }

    /** The earlier one, where registry and registrar differ: it is the one to pay for. */
    private static Optional<Instant> expires(JsonNode json) {
        var registry = event(json, "expiration");
        var registrar = event(json, "registrar expiration");
        if (registry.isEmpty() || registrar.isEmpty()) {
            return registry.or(() -> registrar);
        }
        return registry.get().isBefore(registrar.get()) ? registry : registrar;
    }

    private static Optional<Instant> event(JsonNode json, String action) {
        for (var event : json.path("events")) {
            if (action.equals(event.path("eventAction").asText("").toLowerCase(Locale.ROOT))) {
                var time = text(event.path("eventDate")).flatMap(RegistryDates::read);
                if (time.isPresent()) {
                    return time;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> registrar(JsonNode json) {
        for (var entity : json.path("entities")) {
            for (var role : entity.path("roles")) {
                if ("registrar".equals(role.asText("").toLowerCase(Locale.ROOT))) {
                    return Optional.of(entity);
                }
            }
        }
        return Optional.empty();
    }

    /** {@code fn} of its jCard (RFC 7095), or {@code org}; else its handle. */
    private static Optional<String> registrarName(JsonNode entity) {
        var card = entity.path("vcardArray").path(1);
        return cardText(card, "fn")
                .or(() -> cardText(card, "org"))
                .or(() -> text(entity.path("name")))
                .or(() -> text(entity.path("handle")))
                .map(name -> name.replaceAll("\\p{Cntrl}", " ").strip())
                .filter(name -> !name.isEmpty())
                .map(name -> name.substring(0, Math.min(name.length(), LONGEST_REGISTRAR)));
    }

    private static Optional<String> cardText(JsonNode card, String property) {
        for (var line : card) {
            if (property.equals(line.path(0).asText("").toLowerCase(Locale.ROOT))) {
                var value = line.path(3);
                var text = text(value.isArray() ? value.path(0) : value);
                if (text.isPresent()) {
                    return text;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Integer> registrarId(JsonNode entity) {
        for (var id : entity.path("publicIds")) {
            var value = id.path("identifier").asText("");
            if (id.path("type").asText("").toLowerCase(Locale.ROOT).contains("iana")
                    && NUMBER.matcher(value).matches()) {
                return Optional.of(Integer.valueOf(value));
            }
        }
        return Optional.empty();
    }

    private static Set<String> statuses(JsonNode json) {
        var statuses = new HashSet<String>();
        for (var status : json.path("status")) {
            text(status)
                    .map(DomainStatus::key)
                    .filter(key -> !key.isEmpty())
                    .ifPresent(statuses::add);
        }
        return statuses;
    }

    private static List<String> nameServers(JsonNode json) {
        var servers = new ArrayList<String>();
        for (var server : json.path("nameservers")) {
            if (servers.size() < MOST_NAME_SERVERS) {
                name(server).ifPresent(servers::add);
            }
        }
        return servers;
    }

    private static Optional<Boolean> delegationSigned(JsonNode json) {
        var signed = json.path("secureDNS").path("delegationSigned");
        return signed.isBoolean() ? Optional.of(signed.booleanValue()) : Optional.empty();
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank()
                ? Optional.of(node.textValue().strip())
                : Optional.empty();
    }
}
