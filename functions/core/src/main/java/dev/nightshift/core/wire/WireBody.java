package dev.nightshift.core.wire;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** What a request carries; it can be opened again for a second attempt. */
public interface WireBody {
    long lengthBytes();

    InputStream stream();

    static WireBody of(byte[] bytes) {
        return new WireBody() {
            @Override
            public long lengthBytes() {
                return bytes.length;
            }

            @Override
            public InputStream stream() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
