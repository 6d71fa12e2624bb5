package dev.nightshift.local.deploy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves CloudFormation's intrinsic functions. What it does not know it refuses by name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">
 *     Intrinsic functions</a>
 */
public final class Resolver {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern DYNAMIC = Pattern.compile("\\{\\{resolve:[^}]*}}");

    private final Template template;
    private final Place place;
    private final Map<String, JsonNode> parameters;
    private final Scope scope;
    private final Map<String, Boolean> conditions;

    private Resolver(
            Template template,
            Place place,
            Map<String, JsonNode> parameters,
            Scope scope,
            Map<String, Boolean> conditions) {
        this.template = template;
        this.place = place;
        this.parameters = parameters;
        this.scope = scope;
        this.conditions = conditions;
    }

    /**
     * A resolver for one stack.
     *
     * @param given values for the template's parameters; the others take their defaults
     * @throws TemplateException if a value is given for a parameter that does not exist, a
     *     condition cannot be evaluated, or conditions need each other
     */
    public static Resolver of(
            Template template, Place place, Map<String, String> given, Scope scope) {
        for (var name : given.keySet()) {
            if (!template.parameters().containsKey(name)) {
                throw new TemplateException("there is no parameter " + name);
            }
        }
        var values = new LinkedHashMap<String, JsonNode>();
        template.parameters().forEach((name, declared) -> parameter(name, declared, given, values));
        var decided = new LinkedHashMap<String, Boolean>();
        var resolver = new Resolver(template, place, values, scope, decided);
        for (var name : template.conditions().keySet()) {
            resolver.condition(name, new LinkedHashSet<>());
        }
        return resolver;
    }

    private static void parameter(
            String name,
            JsonNode declared,
            Map<String, String> given,
            Map<String, JsonNode> values) {
        var type = declared.path("Type").asText();
        // a value from the Parameter Store: nothing local can know it, so only its use is an error
        if (type.startsWith("AWS::SSM::Parameter") && !given.containsKey(name)) {
            return;
        }
        var text = given.getOrDefault(name, declared.path("Default").asText());
        if (!given.containsKey(name) && !declared.has("Default")) {
            return;
        }
        if (type.equals("CommaDelimitedList") || type.startsWith("List<")) {
            var list = JSON.arrayNode();
            for (var element : text.split(",", -1)) {
                list.add(element.strip());
            }
            values.put(name, list);
        } else {
            values.put(name, JSON.textNode(text));
        }
    }

    /** The resources whose conditions hold, and those without any. */
    public Set<String> existing() {
        var existing = new LinkedHashSet<String>();
        for (var resource : template.resources().values()) {
            if (resource.condition().map(this::holds).orElse(true)) {
                existing.add(resource.logicalId());
            }
        }
        return existing;
    }

    /**
     * Whether a condition of the template holds.
     *
     * @throws TemplateException if there is none of that name
     */
    public boolean holds(String condition) {
        var decided = conditions.get(condition);
        if (decided == null) {
            throw new TemplateException("there is no condition " + condition);
        }
        return decided;
    }

    /**
     * A value without intrinsics. Members and elements that are {@code AWS::NoValue} are left out.
     *
     * @throws TemplateException if something it refers to is not there
     */
    public JsonNode resolve(JsonNode node) {
        var intrinsic = References.intrinsic(node);
        if (intrinsic.isPresent()) {
            return call(intrinsic.get(), node.get(intrinsic.get()));
        }
        if (node.isObject()) {
            var object = JSON.objectNode();
            node.properties()
                    .forEach(
                            entry -> {
                                var value = resolve(entry.getValue());
                                if (!value.isMissingNode()) {
                                    object.set(entry.getKey(), value);
                                }
                            });
            return object;
        }
        if (node.isArray()) {
            var array = JSON.arrayNode();
            node.forEach(
                    element -> {
                        var value = resolve(element);
                        if (!value.isMissingNode()) {
                            array.add(value);
                        }
                    });
            return array;
        }
        if (node.isTextual() && DYNAMIC.matcher(node.asText()).find()) {
            throw new TemplateException(
                    "the dynamic reference %s is not resolved here".formatted(node.asText()));
        }
        return node;
    }

    /** The same for an object, which stays one. */
    public ObjectNode resolve(ObjectNode node) {
        return resolve((JsonNode) node) instanceof ObjectNode object ? object : JSON.objectNode();
    }

    private JsonNode call(String function, JsonNode argument) {
        return switch (function) {
            case "Ref" -> ref(argument.asText());
            case "Fn::GetAtt" -> attribute(argument);
            case "Fn::Sub" -> JSON.textNode(substitute(argument));
            case "Fn::Join" -> join(argument);
            case "Fn::Split" -> split(argument);
            case "Fn::Select" -> select(argument);
            case "Fn::If" -> {
                arity(function, argument, 3);
                yield resolve(argument.get(holds(argument.get(0).asText()) ? 1 : 2));
            }
            case "Fn::FindInMap" -> findInMap(argument);
            case "Fn::Base64" ->
                    JSON.textNode(
                            Base64.getEncoder()
                                    .encodeToString(
                                            text(function, resolve(argument))
                                                    .getBytes(StandardCharsets.UTF_8)));
            case "Fn::GetAZs" -> zones(text(function, resolve(argument)));
            case "Fn::ImportValue" -> {
                var name = text(function, resolve(argument));
                yield scope.exported(name)
                        .orElseThrow(() -> new TemplateException("no stack exports " + name));
            }
            case "Fn::Length" -> JSON.numberNode(list(function, resolve(argument)).size());
            case "Fn::ToJsonString" -> JSON.textNode(resolve(argument).toString());
            case "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not" ->
                    JSON.booleanNode(evaluate(function, argument, new LinkedHashSet<>()));
            default ->
                    throw new TemplateException(
                            "the intrinsic function " + function + " is not known");
        };
    }

    private JsonNode ref(String name) {
        return switch (name) {
            case "AWS::AccountId" -> JSON.textNode(place.account());
            case "AWS::Region" -> JSON.textNode(place.region());
            case "AWS::Partition" -> JSON.textNode(place.partition());
            case "AWS::URLSuffix" -> JSON.textNode(place.urlSuffix());
            case "AWS::StackName" -> JSON.textNode(place.stackName());
            case "AWS::StackId" -> JSON.textNode(place.stackId());
            case "AWS::NotificationARNs" -> JSON.arrayNode();
            case "AWS::NoValue" -> MissingNode.getInstance();
            default -> named(name);
        };
    }

    private JsonNode named(String name) {
        if (template.parameters().containsKey(name)) {
            var value = parameters.get(name);
            if (value == null) {
                throw new TemplateException("the parameter " + name + " has no value");
            }
            return value;
        }
        return scope.ref(name)
                .<JsonNode>map(JSON::textNode)
                .orElseThrow(() -> new TemplateException("nothing here is called " + name));
    }

    private JsonNode attribute(JsonNode argument) {
        var owner = References.owner(argument);
        var name =
                argument.isArray()
                        ? text("Fn::GetAtt", resolve(argument.path(1)))
                        : argument.asText()
                                .substring(
                                        Math.min(owner.length() + 1, argument.asText().length()));
        return scope.attribute(owner, name)
                .orElseThrow(
                        () ->
                                new TemplateException(
                                        "%s has no attribute %s".formatted(owner, name)));
    }

    private String substitute(JsonNode argument) {
        var text = (argument.isArray() ? argument.path(0) : argument).asText();
        var own = argument.path(1);
        return References.PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(placeholder(match.group(1), own)));
    }

    private String placeholder(String name, JsonNode own) {
        if (name.startsWith("!")) {
            return "${" + name.substring(1) + "}";
        }
        if (own.has(name)) {
            return text("Fn::Sub", resolve(own.get(name)));
        }
        return text("Fn::Sub", name.contains(".") ? attribute(JSON.textNode(name)) : ref(name));
    }

    private JsonNode join(JsonNode argument) {
        arity("Fn::Join", argument, 2);
        var words = new ArrayList<String>();
        list("Fn::Join", resolve(argument.get(1)))
                .forEach(word -> words.add(text("Fn::Join", word)));
        return JSON.textNode(String.join(argument.get(0).asText(), words));
    }

    private JsonNode split(JsonNode argument) {
        arity("Fn::Split", argument, 2);
        var list = JSON.arrayNode();
        for (var part :
                text("Fn::Split", resolve(argument.get(1)))
                        .split(Pattern.quote(argument.get(0).asText()), -1)) {
            list.add(part);
        }
        return list;
    }

    private JsonNode select(JsonNode argument) {
        arity("Fn::Select", argument, 2);
        var index = text("Fn::Select", resolve(argument.get(0)));
        var list = list("Fn::Select", resolve(argument.get(1)));
        int at;
        try {
            at = Integer.parseInt(index);
        } catch (NumberFormatException e) {
            throw new TemplateException("Fn::Select: " + index + " is no index", e);
        }
        if (at < 0 || at >= list.size()) {
            throw new TemplateException(
                    "Fn::Select: there is no element %d of %d".formatted(at, list.size()));
        }
        return list.get(at);
    }

    private JsonNode findInMap(JsonNode argument) {
        arity("Fn::FindInMap", argument, 3);
        var node = template.mappings();
        var path = new ArrayList<String>();
        for (var key : argument) {
            path.add(text("Fn::FindInMap", resolve(key)));
            node = node.path(path.getLast());
        }
        if (node.isMissingNode()) {
            throw new TemplateException("Fn::FindInMap: there is no " + String.join(".", path));
        }
        return node;
    }

    private ArrayNode zones(String region) {
        var zones = JSON.arrayNode();
        for (var letter : List.of("a", "b", "c")) {
            zones.add((region.isEmpty() ? place.region() : region) + letter);
        }
        return zones;
    }

    private boolean condition(String name, SequencedSet<String> path) {
        var decided = conditions.get(name);
        if (decided != null) {
            return decided;
        }
        var declared = template.conditions().get(name);
        if (declared == null) {
            throw new TemplateException("there is no condition " + name);
        }
        if (!path.add(name)) {
            throw new TemplateException(
                    "conditions need each other in a circle: " + String.join(" -> ", path));
        }
        var holds = evaluate(declared, path);
        path.removeLast();
        conditions.put(name, holds);
        return holds;
    }

    private boolean evaluate(JsonNode node, SequencedSet<String> path) {
        if (node.isObject() && node.size() == 1) {
            var function = node.fieldNames().next();
            return function.equals("Condition")
                    ? condition(node.get("Condition").asText(), path)
                    : evaluate(function, node.get(function), path);
        }
        throw new TemplateException("this is not a condition: " + node);
    }

    private boolean evaluate(String function, JsonNode argument, SequencedSet<String> path) {
        return switch (function) {
            case "Fn::Equals" -> {
                arity(function, argument, 2);
                yield text(function, resolve(argument.get(0)))
                        .equals(text(function, resolve(argument.get(1))));
            }
            case "Fn::Not" -> {
                arity(function, argument, 1);
                yield !evaluate(argument.get(0), path);
            }
            // every operand is looked at, so that a mistake in one is found whatever the others say
            case "Fn::And" -> {
                var all = true;
                for (var operand : argument) {
                    all &= evaluate(operand, path);
                }
                yield all;
            }
            case "Fn::Or" -> {
                var any = false;
                for (var operand : argument) {
                    any |= evaluate(operand, path);
                }
                yield any;
            }
            default -> throw new TemplateException(function + " is not a condition function");
        };
    }

    private static void arity(String function, JsonNode argument, int size) {
        if (!argument.isArray() || argument.size() != size) {
            throw new TemplateException(
                    "%s takes a list of %d, not %s".formatted(function, size, argument));
        }
    }

    private static String text(String function, JsonNode node) {
        if (!node.isValueNode()) {
            throw new TemplateException("%s wants a text, not %s".formatted(function, node));
        }
        return node.asText();
    }

    private static JsonNode list(String function, JsonNode node) {
        if (!node.isArray()) {
            throw new TemplateException("%s wants a list, not %s".formatted(function, node));
        }
        return node;
    }
}
