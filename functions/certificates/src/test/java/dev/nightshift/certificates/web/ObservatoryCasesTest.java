package dev.nightshift.certificates.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Random sites, graded by the Observatory itself; see {@code README.md} beside them. */
class ObservatoryCasesTest {
    @Test
    void the_observatory_itself_says_the_same() throws Exception {
        JsonNode cases;
        try (var in = ObservatoryCasesTest.class.getResourceAsStream("/observatory/cases.json")) {
            cases = JsonMapper.builder().build().readTree(in);
        }
        assertThat(cases.size()).isEqualTo(250);
        var softly = new SoftAssertions();
        for (var each : cases) {
            var graded = look(each).graded();
            var modifiers = new HashMap<String, Integer>();
            graded.results()
                    .forEach(
                            result ->
                                    modifiers.put(
                                            result.finding().check().slug(),
                                            result.finding().modifier()));
            each.get("modifiers")
                    .properties()
                    .forEach(
                            test ->
                                    softly.assertThat(modifiers.get(test.getKey()))
                                            .as("%s of %s", test.getKey(), each)
                                            .isEqualTo(test.getValue().intValue()));
            softly.assertThat(graded.score()).as("%s", each).isEqualTo(each.get("score").asInt());
            softly.assertThat(graded.letter())
                    .as("%s", each)
                    .hasToString(each.get("grade").textValue());
        }
        softly.assertAll();
    }

    private static Look look(JsonNode site) {
        var look = new Look();
        site.get("headers").forEach(h -> look.header(h.get(0).textValue(), h.get(1).textValue()));
        site.get("cookies").forEach(cookie -> look.cookie(cookie.textValue()));
        if (site.get("ctype").textValue().startsWith("text/html")) {
            look.html(site.get("html").textValue());
        } else {
            look.content(Content.other(site.get("ctype").textValue()));
        }
        if (!site.get("verified").booleanValue()) {
            look.unverified();
        }
        look.preflight(site.get("cors").get(0).textValue(), site.get("cors").get(1).textValue());
        if (site.get("plain").isNull()) {
            return look.plain(Look.trail(Trail.End.NOBODY_LISTENS));
        }
        var hops = new ArrayList<Hop>();
        site.get("plain").forEach(url -> hops.add(Look.hop(url.textValue(), 301)));
        return look.plain(Look.trail(hops.toArray(Hop[]::new)));
    }
}
