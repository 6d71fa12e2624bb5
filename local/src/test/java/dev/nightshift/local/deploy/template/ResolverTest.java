package dev.nightshift.local.deploy.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolverTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Place PLACE = new Place("shop", "123456789012", "eu-west-1");
    private static final String TEMPLATE =
            """
            {
              "Parameters": {
                "Stage": {"Type": "String", "Default": "dev"},
                "Zones": {"Type": "CommaDelimitedList", "Default": "a, b"},
                "Open": {"Type": "String"},
                "Bootstrap": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/x"}
              },
              "Mappings": {"M": {"eu-west-1": {"size": 512}}},
              "Conditions": {
                "Dev": {"Fn::Equals": [{"Ref": "Stage"}, "dev"]},
                "Prod": {"Fn::Not": [{"Condition": "Dev"}]},
                "Any": {"Fn::Or": [{"Condition": "Dev"}, {"Condition": "Prod"}]},
                "All": {"Fn::And": [{"Condition": "Dev"}, {"Condition": "Prod"}]}
              },
              "Resources": {"Q": {"Type": "AWS::SQS::Queue"}}
            }""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'Ref': 'AWS::AccountId'} | '123456789012'",
                "{'Ref': 'AWS::Partition'} | 'aws'",
                "{'Ref': 'AWS::URLSuffix'} | 'amazonaws.com'",
                "{'Ref': 'AWS::StackName'} | 'shop'",
                "{'Ref': 'Stage'} | 'dev'",
                "{'Ref': 'Zones'} | ['a','b']",
                "{'Ref': 'Q'} | 'the queue'",
                "{'Fn::GetAtt': ['Q', 'Arn']} | 'arn of Q'",
                "{'Fn::GetAtt': 'Q.Arn'} | 'arn of Q'",
                "{'Fn::Sub': '${Q} ${Q.Arn} ${AWS::Region} ${!Kept}'}"
                        + " | 'the queue arn of Q eu-west-1 ${Kept}'",
                "{'Fn::Sub': ['${x}-${Stage}', {'x': {'Ref': 'Q'}}]} | 'the queue-dev'",
                "{'Fn::Sub': 'price $1 \\\\'} | 'price $1 \\\\'",
                "{'Fn::Join': ['-', ['a', {'Ref': 'Stage'}, 1]]} | 'a-dev-1'",
                "{'Fn::Join': ['', {'Ref': 'Zones'}]} | 'ab'",
                "{'Fn::Split': [';', 'a;b;']} | ['a','b','']",
                "{'Fn::Select': ['1', {'Fn::Split': [',', 'x,y']}]} | 'y'",
                "{'Fn::If': ['Dev', 1, 2]} | 1",
                "{'Fn::If': ['All', 1, {'Fn::If': ['Any', 3, 4]}]} | 3",
                "{'Fn::FindInMap': ['M', {'Ref': 'AWS::Region'}, 'size']} | 512",
                "{'Fn::Base64': 'hi'} | 'aGk='",
                "{'Fn::Select': [2, {'Fn::GetAZs': ''}]} | 'eu-west-1c'",
                "{'Fn::Select': [0, {'Fn::GetAZs': {'Ref': 'AWS::Region'}}]} | 'eu-west-1a'",
                "{'Fn::ImportValue': {'Fn::Sub': '${Stage}:key'}} | 'exported dev:key'",
                "{'Fn::Length': {'Ref': 'Zones'}} | 2",
                "{'Fn::ToJsonString': {'a': {'Ref': 'Stage'}}} | '{\\\"a\\\":\\\"dev\\\"}'",
                "{'a': {'Ref': 'AWS::NoValue'}, 'b': [1, {'Ref': 'AWS::NoValue'}]} | {'b': [1]}",
                "{'Fn::Join': ['', [{'Fn::If': ['Prod', 'p', {'Ref': 'AWS::NoValue'}]}, 'x']]} | 'x'",
                "{'Ref': 'Q', 'Other': 1} | {'Ref': 'Q', 'Other': 1}",
            })
    void resolves(String value, String expected) {
        assertThat(resolver().resolve(json(value))).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'Ref': 'Nobody'} | nothing here is called Nobody",
                "{'Ref': 'Open'} | the parameter Open has no value",
                "{'Ref': 'Bootstrap'} | the parameter Bootstrap has no value",
                "{'Fn::GetAtt': ['Q', 'Colour']} | Q has no attribute Colour",
                "{'Fn::Sub': '${Nobody.Arn}'} | Nobody has no attribute Arn",
                "{'Fn::Cidr': ['10.0.0.0/16', 2]} | Fn::Cidr is not known",
                "{'Fn::Transform': {}} | Fn::Transform is not known",
                "{'Fn::Select': [2, ['a', 'b']]} | there is no element 2 of 2",
                "{'Fn::Select': [-1, ['a']]} | there is no element -1 of 1",
                "{'Fn::Select': ['x', ['a']]} | x is no index",
                "{'Fn::Join': ['', 'ab']} | Fn::Join wants a list",
                "{'Fn::Join': ['', [['a']]]} | Fn::Join wants a text",
                "{'Fn::If': ['Dev', 1]} | Fn::If takes a list of 3",
                "{'Fn::If': ['Nope', 1, 2]} | there is no condition Nope",
                "{'Fn::FindInMap': ['M', 'mars', 'size']} | there is no M.mars.size",
                "{'a': '{{resolve:ssm:/x}}'} | is not resolved here",
            })
    void refuses(String value, String message) {
        assertThatThrownBy(() -> resolver().resolve(json(value)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void an_export_that_nobody_has_is_refused() {
        assertThatThrownBy(() -> resolver().resolve(json("{'Fn::ImportValue': 'none'}")))
                .hasMessageContaining("no stack exports none");
    }

    @Test
    void a_given_parameter_decides_conditions() {
        var resolver = resolver(Map.of("Stage", "prod"));
        assertThat(resolver.holds("Dev")).isFalse();
        assertThat(resolver.holds("Prod")).isTrue();
        assertThat(resolver.holds("All")).isFalse();
    }

    @Test
    void a_parameter_that_does_not_exist_is_refused() {
        assertThatThrownBy(() -> resolver(Map.of("Stagee", "prod")))
                .hasMessageContaining("there is no parameter Stagee");
    }

    @Test
    void conditions_in_a_circle_are_refused() {
        var template =
                Template.of(
                        json(
                                "{'Conditions': {'A': {'Fn::Not': [{'Condition': 'B'}]}, 'B':"
                                        + " {'Fn::Not': [{'Condition': 'A'}]}}}"));
        assertThatThrownBy(() -> Resolver.of(template, PLACE, Map.of(), Scope.empty()))
                .hasMessageContaining("circle: A -> B");
    }

    @Test
    void other_partitions_have_other_names() {
        assertThat(new Place("s", "1", "cn-north-1").partition()).isEqualTo("aws-cn");
        assertThat(new Place("s", "1", "cn-north-1").urlSuffix()).isEqualTo("amazonaws.com.cn");
        assertThat(new Place("s", "1", "us-gov-west-1").partition()).isEqualTo("aws-us-gov");
    }

    private static Resolver resolver() {
        return resolver(Map.of());
    }

    private static Resolver resolver(Map<String, String> given) {
        return Resolver.of(Template.of(raw(TEMPLATE)), PLACE, given, new World());
    }

    private record World() implements Scope {
        @Override
        public Optional<String> ref(String logicalId) {
            return logicalId.equals("Q") ? Optional.of("the queue") : Optional.empty();
        }

        @Override
        public Optional<JsonNode> attribute(String logicalId, String name) {
            return logicalId.equals("Q") && name.equals("Arn")
                    ? Optional.of(TextNode.valueOf("arn of Q"))
                    : Optional.empty();
        }

        @Override
        public Optional<JsonNode> exported(String name) {
            return name.equals("none")
                    ? Optional.empty()
                    : Optional.of(TextNode.valueOf("exported " + name));
        }
    }

    private static JsonNode json(String text) {
        return raw(text.replace('\'', '"'));
    }

    private static JsonNode raw(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
