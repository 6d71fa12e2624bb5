package dev.nightshift.costs.waste.find;

import java.util.Map;
import java.util.Optional;

/**
 * Which families of instances have a successor.
 *
 * @see <a href="https://aws.amazon.com/ec2/previous-generation/">Previous Generation Instances</a>
 */
final class Generations {
    private static final Map<String, String> NEXT =
            Map.ofEntries(
                    Map.entry("t1", "t3"),
                    Map.entry("t2", "t3"),
                    Map.entry("m1", "m6i"),
                    Map.entry("m2", "r6i"),
                    Map.entry("m3", "m6i"),
                    Map.entry("m4", "m6i"),
                    Map.entry("c1", "c6i"),
                    Map.entry("c3", "c6i"),
                    Map.entry("c4", "c6i"),
                    Map.entry("r3", "r6i"),
                    Map.entry("r4", "r6i"),
                    Map.entry("i2", "i3"),
                    Map.entry("d2", "d3"),
                    Map.entry("g2", "g4dn"));

    private Generations() {}

    /**
     * @param size such as {@code m4.large} or {@code db.t2.micro}
     * @return the family that followed, if that size is of a previous one, such as {@code db.t3}
     */
    static Optional<String> after(String size) {
        var prefix = size.startsWith("db.") ? "db." : "";
        var rest = size.substring(prefix.length());
        int dot = rest.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : Optional.ofNullable(NEXT.get(rest.substring(0, dot)))
                        .map(family -> prefix + family);
    }
}
