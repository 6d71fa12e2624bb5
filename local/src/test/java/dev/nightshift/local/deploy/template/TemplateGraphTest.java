package dev.nightshift.local.deploy.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemplateGraphTest {
    @Test
    void each_comes_after_what_it_refers_to_and_depends_on() {
        var template =
                template(
                        """
                        {"Resources": {
                          "A": {"Type": "T", "Properties": {"X": {"Fn::Sub": "${B.Arn} ${!C}"}}},
                          "B": {"Type": "T", "Properties": {"X": [{"Ref": "D"}]}},
                          "C": {"Type": "T", "Properties": {"X": {"Fn::GetAtt": "A.Arn"}}},
                          "D": {"Type": "T", "DependsOn": "E"},
                          "E": {"Type": "T", "Properties": {"X": {"Ref": "AWS::Region"}}}
                        }}""");
        assertThat(TemplateGraph.order(template, template.resources().keySet()))
                .extracting(TemplateResource::logicalId)
                .containsExactly("E", "D", "B", "A", "C");
    }

    @Test
    void what_does_not_exist_holds_nothing_back() {
        var template =
                template(
                        """
                        {"Resources": {
                          "A": {"Type": "T", "DependsOn": ["B"]},
                          "B": {"Type": "T", "Condition": "never"}
                        }}""");
        assertThat(TemplateGraph.order(template, Set.of("A")))
                .extracting(TemplateResource::logicalId)
                .containsExactly("A");
    }

    @Test
    void a_circle_is_spelt_out() {
        var template =
                template(
                        """
                        {"Resources": {
                          "A": {"Type": "T", "Properties": {"X": {"Ref": "B"}}},
                          "B": {"Type": "T", "DependsOn": "C"},
                          "C": {"Type": "T", "Properties": {"X": {"Fn::GetAtt": ["B", "Arn"]}}}
                        }}""");
        assertThatThrownBy(() -> TemplateGraph.order(template, template.resources().keySet()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("B -> C -> B");
    }

    @Test
    void depending_on_nothing_known_is_an_error() {
        var template =
                template("{\"Resources\": {\"A\": {\"Type\": \"T\", \"DependsOn\": \"Z\"}}}");
        assertThatThrownBy(() -> TemplateGraph.order(template, Set.of("A")))
                .hasMessageContaining("A depends on Z");
    }

    @Test
    void any_graph_without_circles_comes_out_sorted_and_whole() {
        for (var seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var needs = new LinkedHashMap<String, Set<String>>();
            var size = 1 + random.nextInt(30);
            // only later names are needed by earlier ones, so there is no circle
            for (var i = 0; i < size; i++) {
                var on = new LinkedHashSet<String>();
                for (var j = i + 1; j < size; j++) {
                    if (random.nextInt(4) == 0) {
                        on.add("n" + j);
                    }
                }
                needs.put("n" + i, on);
            }
            var sorted = TemplateGraph.sort(Map.copyOf(needs));
            assertThat(sorted)
                    .as("seed " + seed)
                    .containsExactlyInAnyOrderElementsOf(needs.keySet());
            needs.forEach(
                    (name, on) ->
                            on.forEach(
                                    other ->
                                            assertThat(sorted.indexOf(other))
                                                    .isLessThan(sorted.indexOf(name))));
        }
    }

    private static Template template(String json) {
        try {
            return Template.of(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
