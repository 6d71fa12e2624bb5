package dev.nightshift.costs.focus;

import dev.hardwood.InputFile;
import java.nio.ByteBuffer;

/** A file of some place, for the Parquet reader. */
record ExportInput(Exports exports, Export export) implements InputFile {
    @Override
    public void open() {}

    @Override
    public ByteBuffer readRange(long offset, int length) {
        return ByteBuffer.wrap(exports.read(export, offset, length));
    }

    @Override
    public long length() {
        return export.bytes();
    }

    @Override
    public String name() {
        return export.path();
    }

    @Override
    public void close() {}
}
