package dev.nightshift.costs.focus;

import java.io.InputStream;
import java.util.List;

/** A place to which providers deliver exports. */
public interface Exports {
    /** The place in words, such as {@code s3://billing/focus/}. */
    String place();

    /**
     * All files there, whatever they are.
     *
     * @throws dev.nightshift.core.automation.CloudException if it cannot be listed
     */
    List<Export> list();

    /**
     * A part of a file.
     *
     * @return exactly {@code length} bytes
     * @throws dev.nightshift.core.automation.CloudException if it cannot be read, is shorter, or is
     *     no longer the one that was listed
     */
    byte[] read(Export export, long offset, int length);

    /** The file from its begin; its reads throw what {@link #read} throws. */
    default InputStream open(Export export) {
        return new PartStream(this, export);
    }
}
