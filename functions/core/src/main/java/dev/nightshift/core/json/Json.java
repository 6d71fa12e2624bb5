package dev.nightshift.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Jackson's trees, read and written by its streams alone. Its mapper takes 50 ms of a start from
 * cold with a trained cache and 250 ms without one, and where only trees are read nothing is to be
 * mapped. Depth and the lengths of numbers and texts are bounded by the streams.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public final class Json {
    private static final JsonFactory STREAMS = new JsonFactory();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    /**
     * The one value of a document; a {@link MissingNode} if there is none.
     *
     * @throws JsonProcessingException if it is not JSON, or goes on after the first value
     * @throws IOException if it is not in UTF-8
     */
    public static JsonNode read(byte[] document) throws IOException {
        return read(document, document.length);
    }

    /** As above, of the first so many bytes. */
    public static JsonNode read(byte[] document, int length) throws IOException {
        try (var in = STREAMS.createParser(document, 0, length)) {
            return read(in);
        }
    }

    /**
     * The one value of a document; a {@link MissingNode} if there is none.
     *
     * @throws JsonProcessingException if it is not JSON, or goes on after the first value
     */
    public static JsonNode read(String document) throws JsonProcessingException {
        try (var in = STREAMS.createParser(document)) {
            return read(in);
        } catch (JsonProcessingException broken) {
            throw broken;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** In one line. */
    public static String write(JsonNode tree) {
        var text = new StringWriter();
        try (var out = STREAMS.createGenerator(text)) {
            write(tree, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** In one line, as UTF-8. */
    public static byte[] bytes(JsonNode tree) {
        return write(tree).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode read(JsonParser in) throws IOException {
        if (in.nextToken() == null) {
            return MissingNode.getInstance();
        }
        var tree = value(in);
        if (in.nextToken() != null) {
            throw new JsonParseException(in, "something follows the value");
        }
        return tree;
    }

    private static JsonNode value(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> array(in);
            case VALUE_STRING -> NODES.textNode(in.getText());
            case VALUE_NUMBER_INT -> whole(in);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(in.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case NOT_AVAILABLE, FIELD_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT ->
                    throw new JsonParseException(in, "a value was expected");
        };
    }

    private static JsonNode object(JsonParser in) throws IOException {
        var object = NODES.objectNode();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            var name = in.currentName();
            in.nextToken();
            object.set(name, value(in));
        }
        return object;
    }

    private static JsonNode array(JsonParser in) throws IOException {
        var array = NODES.arrayNode();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(in));
        }
        return array;
    }

    private static JsonNode whole(JsonParser in) throws IOException {
        return switch (in.getNumberType()) {
            case INT -> NODES.numberNode(in.getIntValue());
            case LONG -> NODES.numberNode(in.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL ->
                    NODES.numberNode(in.getBigIntegerValue());
        };
    }

    private static void write(JsonNode tree, JsonGenerator out) throws IOException {
        switch (tree.getNodeType()) {
            case OBJECT -> {
                out.writeStartObject();
                for (var field : tree.properties()) {
                    out.writeFieldName(field.getKey());
                    write(field.getValue(), out);
                }
                out.writeEndObject();
            }
            case ARRAY -> {
                out.writeStartArray();
                for (var item : tree) {
                    write(item, out);
                }
                out.writeEndArray();
            }
            case STRING -> out.writeString(tree.textValue());
            case NUMBER -> number(tree, out);
            case BOOLEAN -> out.writeBoolean(tree.booleanValue());
            case NULL, MISSING -> out.writeNull();
            case BINARY, POJO ->
                    throw new IllegalArgumentException("no JSON: " + tree.getNodeType());
        }
    }

    private static void number(JsonNode tree, JsonGenerator out) throws IOException {
        switch (tree.numberType()) {
            case INT -> out.writeNumber(tree.intValue());
            case LONG -> out.writeNumber(tree.longValue());
            case BIG_INTEGER -> out.writeNumber(tree.bigIntegerValue());
            case FLOAT -> out.writeNumber(tree.floatValue());
            case DOUBLE -> out.writeNumber(tree.doubleValue());
            case BIG_DECIMAL -> out.writeNumber(tree.decimalValue());
        }
    }
}
