package dev.nightshift.certificates.chain;

import java.util.List;
import java.util.stream.Stream;

/** Every chain that something is wrong with. */
final class FaultyChains {
    private FaultyChains() {}

    static List<Row> rows() {
        return Stream.of(
                        FaultyPaths.rows(),
                        FaultyAuthorities.rows(),
                        FaultyLeaves.rows(),
                        FaultyKeys.rows())
                .flatMap(List::stream)
                .toList();
    }
}
