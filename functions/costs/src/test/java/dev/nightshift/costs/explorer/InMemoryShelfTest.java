package dev.nightshift.costs.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InMemoryShelfTest extends ShelfContract {
    private final InMemoryShelf shelf = new InMemoryShelf();

    @Override
    Shelf shelf() {
        return shelf;
    }

    @Test
    void what_others_have_replaced_is_not_replaced_again() {
        shelf.put("a", "one");
        var tag = shelf.get("a").orElseThrow().tag();
        shelf.put("a", "two");

        assertThat(shelf.replace("a", "three", tag)).isFalse();
        assertThat(shelf.replace("b", "three", tag)).isFalse();
        assertThat(text("a")).contains("two");
    }
}
