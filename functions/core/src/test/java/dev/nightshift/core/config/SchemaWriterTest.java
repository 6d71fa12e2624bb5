package dev.nightshift.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaWriterTest {
    private static JsonNode schema() throws JsonProcessingException {
        return new ObjectMapper().readTree(SchemaWriter.schema(List.of(new TidySpec())));
    }

    private static List<String> words(JsonNode list) {
        var words = new ArrayList<String>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }

    @Test
    void it_says_which_schema_it_is_and_what_the_file_must_hold() throws JsonProcessingException {
        var schema = schema();

        assertThat(schema.path("$schema").asText())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(words(schema.path("required")))
                .containsExactly("stage", "regions", "notices", "automations");
        assertThat(words(schema.at("/properties/notices/required"))).containsExactly("slack");
    }

    @Test
    void no_mapping_with_named_keys_takes_another() throws JsonProcessingException {
        var open = new ArrayList<String>();
        collectOpen(schema(), "", open);

        assertThat(open).isEmpty();
    }

    private static void collectOpen(JsonNode node, String path, List<String> open) {
        if (node.path("properties").isObject() && node.path("type").asText().equals("object")) {
            var more = node.path("additionalProperties");
            if (!more.isBoolean() || more.asBoolean()) {
                open.add(path);
            }
        }
        node.properties()
                .forEach(entry -> collectOpen(entry.getValue(), path + "/" + entry.getKey(), open));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collectOpen(node.get(i), path + "/" + i, open);
        }
    }

    @Test
    void common_and_own_keys_of_an_automation_stand_side_by_side() throws JsonProcessingException {
        var tidy = schema().at("/properties/automations/properties/tidy");

        assertThat(words(tidy.path("required"))).containsExactly("schedule", "select", "keep");
        assertThat(tidy.path("properties").fieldNames())
                .toIterable()
                .containsExactly(
                        "schedule",
                        "apply",
                        "caps",
                        "timeout",
                        "memory",
                        "select",
                        "every",
                        "keep",
                        "copyTo");
    }

    @Test
    void every_key_has_its_meaning_its_bounds_and_its_default() throws JsonProcessingException {
        var tidy = schema().at("/properties/automations/properties/tidy/properties");

        assertThat(tidy.at("/keep/properties/last"))
                .hasToString(
                        "{\"type\":\"integer\",\"minimum\":1,\"maximum\":1000,"
                                + "\"description\":\"How many at least.\"}");
        assertThat(tidy.at("/apply/default").isBoolean()).isTrue();
        assertThat(tidy.at("/every/default").asText()).isEqualTo("24h");
        assertThat(tidy.at("/memory/default").asInt()).isEqualTo(512);
        assertThat(tidy.at("/caps/properties/deletionShare/default").asText()).isEqualTo("50%");
        assertThat(tidy.at("/copyTo/items/properties/region/type").asText()).isEqualTo("string");
        assertThat(tidy.at("/select/oneOf")).hasSize(2);
        assertThat(tidy.at("/select/oneOf/0/properties/tags/additionalProperties/type").asText())
                .isEqualTo("string");
        assertThat(tidy.findParents("description")).allSatisfy(this::isDocumented);
    }

    private void isDocumented(JsonNode key) {
        assertThat(key.path("description").asText()).isNotBlank();
    }

    @Test
    void a_route_may_name_the_automations_there_are() throws JsonProcessingException {
        var route = schema().at("/properties/notices/properties/routes/items/properties");

        assertThat(words(route.at("/automation/anyOf/0/enum"))).containsExactly("tidy");
        assertThat(words(route.at("/severity/anyOf/1/items/enum")))
                .containsExactly("info", "warning", "critical");
    }

    @Test
    void it_is_the_same_every_time() {
        assertThat(SchemaWriter.schema(List.of(new TidySpec())))
                .isEqualTo(SchemaWriter.schema(List.of(new TidySpec())))
                .endsWith("}\n");
    }
}
