package dev.nightshift.certificates.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.certificates.domain.DomainMemo.Answered;
import dev.nightshift.certificates.domain.Lookup.NotRegistered;
import dev.nightshift.certificates.domain.Lookup.Registered;
import dev.nightshift.certificates.net.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** A memo as a JSON document. */
final class DomainMemoJson {
    private static final String FORMAT = "nightshift-domains/1";

    private DomainMemoJson() {}

    static String write(DomainMemo memo) {
        var json = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
        memo.serversAsked().ifPresent(at -> json.put("serversAsked", at.toString()));
        var changes = json.putObject("serverChanges");
        new TreeMap<>(memo.serverChanges()).forEach(changes::put);
        var resting = json.putObject("resting");
        new TreeMap<>(memo.resting())
                .forEach((server, until) -> resting.put(server, until.toString()));
        var answers = json.putObject("answers");
        new TreeMap<>(memo.answers())
                .forEach((domain, answer) -> answers.set(domain, answer(answer)));
        return json.toString();
    }

    private static ObjectNode answer(Answered answered) {
        var json = JsonNodeFactory.instance.objectNode().put("at", answered.at().toString());
        switch (answered.what()) {
            case NotRegistered(var source) -> json.put("free", true).put("source", source);
            case Registered(var registration) -> registration(json, registration);
        }
        return json;
    }

    private static void registration(ObjectNode json, Registration registration) {
        json.put("source", registration.source());
        registration.expires().ifPresent(time -> json.put("expires", time.toString()));
        registration.registered().ifPresent(time -> json.put("registered", time.toString()));
        registration.changed().ifPresent(time -> json.put("changed", time.toString()));
        registration.registrar().ifPresent(name -> json.put("registrar", name));
        registration.registrarId().ifPresent(id -> json.put("registrarId", id));
        registration.delegationSigned().ifPresent(signed -> json.put("signed", signed));
        var statuses = json.putArray("statuses");
        registration.statuses().stream().sorted().forEach(statuses::add);
        var servers = json.putArray("nameServers");
        registration.nameServers().forEach(servers::add);
    }

    static DomainMemo read(String text) {
        var json = TolerantJson.object(Bytes.of(text, StandardCharsets.UTF_8));
        if (!FORMAT.equals(json.path("format").asText(""))) {
            return DomainMemo.EMPTY;
        }
        try {
            return new DomainMemo(
                    text(json, "serversAsked").map(Instant::parse),
                    map(json.path("serverChanges"), JsonNode::asText),
                    map(json.path("resting"), until -> Instant.parse(until.asText())),
                    map(json.path("answers"), DomainMemoJson::answer));
        } catch (DateTimeException notOurs) {
            // somebody wrote into it; the registries are asked again
            return DomainMemo.EMPTY;
        }
    }

    private static Answered answer(JsonNode json) {
        var source = json.path("source").asText("");
        var at = Instant.parse(json.path("at").asText());
        if (json.path("free").booleanValue()) {
            return new Answered(at, new NotRegistered(source));
        }
        var signed = json.path("signed");
        var id = json.path("registrarId");
        return new Answered(
                at,
                new Registered(
                        new Registration(
                                text(json, "expires").map(Instant::parse),
                                text(json, "registered").map(Instant::parse),
                                text(json, "changed").map(Instant::parse),
                                text(json, "registrar"),
                                id.isInt() ? Optional.of(id.intValue()) : Optional.empty(),
                                Set.copyOf(list(json.path("statuses"))),
                                list(json.path("nameServers")),
                                signed.isBoolean()
                                        ? Optional.of(signed.booleanValue())
                                        : Optional.empty(),
                                source)));
    }

    private static Optional<String> text(JsonNode json, String field) {
        var node = json.path(field);
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }

    private static List<String> list(JsonNode array) {
        var list = new ArrayList<String>();
        array.forEach(entry -> list.add(entry.asText("")));
        return list;
    }

    private static <T> Map<String, T> map(JsonNode object, Function<JsonNode, T> value) {
        var map = new HashMap<String, T>();
        object.properties()
                .forEach(entry -> map.put(entry.getKey(), value.apply(entry.getValue())));
        return map;
    }
}
