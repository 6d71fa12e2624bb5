package dev.nightshift.backup.rds;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.rds.model.Tag;

/** Tags as RDS lists them, and as maps. */
public final class RdsTags {
    private RdsTags() {}

    /** By key; one without a value has an empty one. */
    public static Map<String, String> of(List<Tag> tags) {
        var map = new TreeMap<String, String>();
        for (var tag : tags) {
            map.put(tag.key(), Optional.ofNullable(tag.value()).orElse(""));
        }
        return map;
    }

    /** In the order of their keys. */
    public static List<Tag> of(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                        .toList();
    }
}
