package dev.nightshift.certificates.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.certificates.check.Before.Certificate;
import dev.nightshift.certificates.check.Before.Site;
import dev.nightshift.core.automation.MemoryText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@link Before} as the texts that are kept between runs. A text of another version, or one that
 * cannot be read, is as good as none: then there is nothing to compare with.
 */
final class BeforeText {
    private static final int VERSION = 1;
    private static final String TOLD = "told";
    private static final String DOMAINS = "domains";
    private static final String ENDPOINT = "endpoint/";

    private BeforeText() {}

    static Map<String, String> written(Before before) {
        var texts = new TreeMap<String, String>();
        var told = MemoryText.begin(VERSION);
        before.digestOn().ifPresent(day -> told.put("digestOn", day.toString()));
        var misses = told.putObject("misses");
        new TreeMap<>(before.misses()).forEach(misses::put);
        texts.put(TOLD, told.toString());
        if (!before.domains().isEmpty()) {
            texts.put(DOMAINS, before.domains());
        }
        before.endpoints().forEach((key, site) -> texts.put(ENDPOINT + key, written(site)));
        return texts;
    }

    private static String written(Site site) {
        var node = MemoryText.begin(VERSION).put("grade", site.grade()).put("web", site.web());
        var certificates = node.putArray("certificates");
        site.certificates()
                .forEach(
                        one ->
                                certificates
                                        .addObject()
                                        .put("about", one.about())
                                        .put("label", one.label()));
        return node.toString();
    }

    static Before read(Map<String, String> texts) {
        var told = MemoryText.read(texts.getOrDefault(TOLD, ""), VERSION);
        var misses = new HashMap<String, Integer>();
        told.ifPresent(
                node ->
                        node.path("misses")
                                .properties()
                                .forEach(
                                        miss ->
                                                misses.put(
                                                        miss.getKey(), miss.getValue().asInt())));
        var endpoints = new HashMap<String, Site>();
        texts.forEach(
                (key, text) -> {
                    if (key.startsWith(ENDPOINT)) {
                        MemoryText.read(text, VERSION)
                                .ifPresent(
                                        node ->
                                                endpoints.put(
                                                        key.substring(ENDPOINT.length()),
                                                        site(node)));
                    }
                });
        return new Before(
                told.flatMap(node -> day(node.path("digestOn").asText())),
                misses,
                endpoints,
                texts.getOrDefault(DOMAINS, ""));
    }

    private static Site site(JsonNode node) {
        var certificates = new ArrayList<Certificate>();
        node.path("certificates")
                .forEach(
                        one ->
                                certificates.add(
                                        new Certificate(
                                                one.path("about").asText(),
                                                one.path("label").asText())));
        return new Site(certificates, node.path("grade").asText(), node.path("web").asText());
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
