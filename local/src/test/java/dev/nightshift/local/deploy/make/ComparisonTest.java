package dev.nightshift.local.deploy.make;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a': 60} | {'a': '60'}",
                "{'a': 60} | {'a': 60.0}",
                "{'a': true} | {'a': 'true'}",
                "{'a': 1} | {'a': 1, 'b': 2}",
                "{'a': {'b': 1}} | {'a': {'b': 1, 'c': 2}}",
                "{'a': ['x', 'y']} | {'a': ['y', 'x']}",
                "{'a': 'x'} | {'a': ['x']}",
                "{'a': [{'b': 1}]} | {'a': [{'b': 1, 'c': 2}]}",
                "{'a': {'b': 1}} | {'a': '{\\\"b\\\": 1}'}",
                "{'a': []} | {}",
                "{'Tags': [{'Key': 'k', 'Value': 'v'}]}"
                        + " | {'Tags': [{'Key': 'x', 'Value': 'y'}, {'Key': 'k', 'Value': 'v'}]}",
            })
    void these_are_the_same(String expected, String actual) {
        assertThat(Comparison.between(json(expected), json(actual))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a': 60} | {'a': 61} | a",
                "{'a': 60} | {} | a",
                "{'a': {'b': {'c': 1}}} | {'a': {'b': {'c': 2}}} | a.b.c",
                "{'a': ['x']} | {'a': ['x', 'y']} | a",
                "{'a': ['x', 'x']} | {'a': ['x', 'y']} | a",
                "{'Layers': ['x', 'y']} | {'Layers': ['y', 'x']} | Layers",
                "{'Variables': {'a': 1}} | {'Variables': {'a': 1, 'b': 2}} | Variables.b",
                "{'a': 'true'} | {'a': 'false'} | a",
                "{'a': '{\\\"b\\\": 1}'} | {'a': '{\\\"b\\\": 2}'} | a.b",
                "{'Tags': [{'Key': 'k', 'Value': 'v'}]}"
                        + " | {'Tags': [{'Key': 'k', 'Value': 'w'}]} | Tags",
            })
    void these_differ(String expected, String actual, String path) {
        assertThat(Comparison.between(json(expected), json(actual)))
                .extracting(Difference::path)
                .containsExactly(path);
    }

    @Test
    void a_schema_names_what_it_does_not_know_at_any_depth() {
        var schema = Schema.of("Name Target{Arn Input} Policy* Targets{Id}");
        assertThat(
                        schema.unknown(
                                json(
                                        "{'Name': {'Ref': 'x'}, 'Colour': 1, 'Target': {'Arn': 1,"
                                                + " 'Weight': 2}, 'Policy': {'any': {'thing': 1}},"
                                                + " 'Targets': [{'Id': 1}, {'Size': 1}]}")))
                .containsExactlyInAnyOrder("Colour", "Target.Weight", "Targets.Size");
    }

    @Test
    void a_schema_looks_into_both_branches_of_a_condition() {
        assertThat(
                        Schema.of("Target{Arn}")
                                .unknown(
                                        json(
                                                "{'Target': {'Fn::If': ['C', {'Arn': 1}, {'Weight':"
                                                        + " 2}]}}")))
                .containsExactly("Target.Weight");
    }

    private static ObjectNode json(String text) {
        return Json.parse(text.replace('\'', '"')).deepCopy();
    }
}
