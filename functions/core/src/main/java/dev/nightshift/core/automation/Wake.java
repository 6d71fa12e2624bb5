package dev.nightshift.core.automation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Events on the account's default bus that wake an automation. What to do is not read from them.
 *
 * @param name of the rule, unique within the automation
 * @param sources such as {@code aws.cloudwatch}; any one
 * @param types of the events; any one
 * @param detail by path, such as {@code state.value}: what must be there, any one of each
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">
 *     Event patterns</a>
 */
public record Wake(
        String name, List<String> sources, List<String> types, Map<String, List<String>> detail) {
    /** A pattern may have 2,048 characters. */
    private static final int MOST_CHARACTERS = 1_500;

    public Wake {
        sources = List.copyOf(sources);
        types = List.copyOf(types);
        detail = Map.copyOf(detail);
    }

    /** As many rules as it takes to name all of these. */
    public static List<Wake> split(String name, String path, List<String> values) {
        var wakes = new ArrayList<Wake>();
        var some = new ArrayList<String>();
        int characters = 0;
        for (var value : values) {
            if (characters + value.length() > MOST_CHARACTERS) {
                wakes.add(of(name + "-" + (wakes.size() + 1), path, some));
                some.clear();
                characters = 0;
            }
            some.add(value);
            characters += value.length() + 3;
        }
        if (!some.isEmpty()) {
            wakes.add(of(name + "-" + (wakes.size() + 1), path, some));
        }
        return List.copyOf(wakes);
    }

    private static Wake of(String name, String path, List<String> values) {
        return new Wake(name, List.of(), List.of(), Map.of(path, List.copyOf(values)));
    }

    /** The same, of events of this source and type. */
    public Wake from(String source, String type) {
        return new Wake(name, List.of(source), List.of(type), detail);
    }

    /** The same, if this is there too. */
    public Wake where(String path, List<String> values) {
        var more = new TreeMap<>(detail);
        more.put(path, values);
        return new Wake(name, sources, types, more);
    }
}
