package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Between a template's properties and the SDK's requests and answers, which are the same tree in
 * most services: the SDK says of each of its shapes which members it has and what they hold.
 */
final class Sdk {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Sdk() {}

    /**
     * Puts properties into a request. Names may differ in case.
     *
     * @throws MakeException naming a property that the request has no member for
     */
    static <B extends SdkPojo> B fill(B builder, JsonNode properties) {
        return fill(builder, properties, true);
    }

    /** The same, leaving out the properties that the request has no member for. */
    static <B extends SdkPojo> B fillWhatFits(B builder, JsonNode properties) {
        return fill(builder, properties, false);
    }

    private static <B extends SdkPojo> B fill(B builder, JsonNode properties, boolean all) {
        for (var entry : properties.properties()) {
            var field =
                    builder.sdkFields().stream()
                            .filter(f -> f.memberName().equalsIgnoreCase(entry.getKey()))
                            .findFirst();
            if (field.isPresent()) {
                field.get().set(builder, value(field.get(), entry.getValue()));
            } else if (all) {
                throw new MakeException(
                        "the request has no member for the property " + entry.getKey());
            }
        }
        return builder;
    }

    private static Object value(SdkField<?> field, JsonNode json) {
        MarshallingType<?> type = field.marshallingType();
        if (type.equals(MarshallingType.SDK_POJO)) {
            var pojo = fill(field.constructor().get(), json);
            return pojo instanceof Buildable buildable ? buildable.build() : pojo;
        }
        if (type.equals(MarshallingType.LIST)) {
            var element = field.getTrait(ListTrait.class).memberFieldInfo();
            var list = new ArrayList<Object>();
            json.forEach(node -> list.add(value(element, node)));
            return list;
        }
        if (type.equals(MarshallingType.MAP)) {
            var element = field.getTrait(MapTrait.class).valueFieldInfo();
            var map = new LinkedHashMap<String, Object>();
            json.properties().forEach(e -> map.put(e.getKey(), value(element, e.getValue())));
            return map;
        }
        return scalar(field, type, json);
    }

    private static Object scalar(SdkField<?> field, MarshallingType<?> type, JsonNode json) {
        var text = json.isValueNode() ? json.asText() : json.toString();
        try {
            if (type.equals(MarshallingType.STRING)) {
                return text;
            } else if (type.equals(MarshallingType.INTEGER)) {
                return Integer.valueOf(text);
            } else if (type.equals(MarshallingType.LONG)) {
                return Long.valueOf(text);
            } else if (type.equals(MarshallingType.DOUBLE)) {
                return Double.valueOf(text);
            } else if (type.equals(MarshallingType.FLOAT)) {
                return Float.valueOf(text);
            } else if (type.equals(MarshallingType.BIG_DECIMAL)) {
                return new BigDecimal(text);
            } else if (type.equals(MarshallingType.BOOLEAN)) {
                return Boolean.valueOf(text);
            } else if (type.equals(MarshallingType.INSTANT)) {
                return Instant.parse(text);
            } else if (type.equals(MarshallingType.SDK_BYTES)) {
                return SdkBytes.fromUtf8String(text);
            }
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new MakeException(
                    "the property %s cannot be %s".formatted(field.memberName(), text), e);
        }
        throw new MakeException("the property " + field.memberName() + " is of an unknown kind");
    }

    /** An answer as a tree; members that are not set are left out. */
    static ObjectNode tree(SdkPojo pojo) {
        var object = JSON.objectNode();
        for (var field : pojo.sdkFields()) {
            var value = field.getValueOrDefault(pojo);
            if (value != null
                    && !(value instanceof SdkAutoConstructList)
                    && !(value instanceof SdkAutoConstructMap)) {
                object.set(field.memberName(), tree(value));
            }
        }
        return object;
    }

    private static JsonNode tree(Object value) {
        return switch (value) {
            case SdkPojo pojo -> tree(pojo);
            case List<?> list -> {
                var array = JSON.arrayNode();
                list.forEach(element -> array.add(tree(element)));
                yield array;
            }
            case Map<?, ?> map -> {
                var object = JSON.objectNode();
                map.forEach((key, element) -> object.set(String.valueOf(key), tree(element)));
                yield object;
            }
            case Boolean flag -> JSON.booleanNode(flag);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            case Float number -> JSON.numberNode(number);
            case BigDecimal number -> JSON.numberNode(number);
            case SdkBytes bytes -> JSON.textNode(bytes.asUtf8String());
            default -> JSON.textNode(value.toString());
        };
    }

    /** What a call answers, or empty if it says that the thing is not there. */
    static <T> Optional<T> ifThere(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (AwsServiceException e) {
            var code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
            if (e.statusCode() == 404
                    || (code != null
                            && (code.contains("NotFound")
                                    || code.contains("NoSuch")
                                    || code.contains("NonExistent")))) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
