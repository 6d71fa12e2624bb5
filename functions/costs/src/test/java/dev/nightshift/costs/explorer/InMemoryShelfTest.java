package dev.nightshift.costs.explorer;

class InMemoryShelfTest extends ShelfContract {
    private final InMemoryShelf shelf = new InMemoryShelf();

    @Override
    Shelf shelf() {
        return shelf;
    }
}
