package dev.nightshift.costs.focus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The values of the tags that are asked for, out of a JSON object: empty where there is none. The
 * same tags come again in many rows, so that the most common ones are read once.
 *
 * @see <a href="https://focus.finops.org/focus-specification/v1-0/#key-value-format">FOCUS 1.0,
 *     Key-Value format</a>
 */
final class TagValues {
    private static final byte[] NOTHING = new byte[0];

    /** More than an estate has combinations of; unique ones do not fill the memory. */
    private static final int MOST = 20_000;

    private final List<String> keys;
    private final Texts known = new Texts(MOST);
    private final List<byte[][]> values = new ArrayList<>();
    private final byte[][] none;

    TagValues(List<String> keys) {
        this.keys = keys;
        none = new byte[keys.size()][];
        Arrays.fill(none, NOTHING);
    }

    /** In the order of the keys. */
    byte[][] of(byte[] json, int from, int length) {
        if (length == 0) {
            return none;
        }
        int number = known.number(json, from, length);
        if (number != Texts.ABSENT && number < values.size()) {
            return values.get(number);
        }
        var parsed = parse(new String(json, from, length, StandardCharsets.UTF_8));
        if (number != Texts.ABSENT) {
            values.add(parsed);
        }
        return parsed;
    }

    private byte[][] parse(String json) {
        var found = none.clone();
        var object = new JsonTags(json);
        while (object.next()) {
            int index = keys.indexOf(object.key());
            if (index >= 0) {
                found[index] = object.value().getBytes(StandardCharsets.UTF_8);
            }
        }
        return found;
    }
}
