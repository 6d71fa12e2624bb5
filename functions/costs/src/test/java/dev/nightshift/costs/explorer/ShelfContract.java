package dev.nightshift.costs.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every shelf does. */
abstract class ShelfContract {
    abstract Shelf shelf();

    @Test
    void what_is_put_is_there_until_it_is_replaced() {
        var shelf = shelf();
        assertThat(shelf.get("a/b")).isEmpty();

        shelf.put("a/b", "one ü");
        assertThat(text("a/b")).contains("one ü");
        shelf.put("a/b", "two");
        assertThat(text("a/b")).contains("two");
        assertThat(shelf.get("a")).isEmpty();
    }

    @Test
    void what_is_there_is_not_put_again() {
        assertThat(shelf().putIfAbsent("a", "one")).isTrue();
        assertThat(shelf().putIfAbsent("a", "two")).isFalse();
        assertThat(text("a")).contains("one");
    }

    @Test
    void what_has_been_read_is_replaced() {
        shelf().put("a", "one");
        var tag = shelf().get("a").orElseThrow().tag();

        assertThat(shelf().replace("a", "two", tag)).isTrue();
        assertThat(text("a")).contains("two");
    }

    @Test
    void what_others_have_replaced_is_not_replaced_again() {
        shelf().put("a", "one");
        var tag = shelf().get("a").orElseThrow().tag();
        shelf().put("a", "two");

        assertThat(shelf().replace("a", "three", tag)).isFalse();
        assertThat(shelf().replace("b", "three", tag)).isFalse();
        assertThat(text("a")).contains("two");
        assertThat(shelf().get("b")).isEmpty();
    }

    Optional<String> text(String key) {
        return shelf().get(key).flatMap(Shelf.Entry::text);
    }
}
