package dev.nightshift.costs.report;

import java.nio.charset.StandardCharsets;

/** A file of a report. */
public final class PageFile {
    private final String type;
    private final byte[] bytes;

    private PageFile(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    /**
     * @param kind such as {@code html}
     */
    static PageFile text(String kind, String text) {
        return new PageFile(
                "text/" + kind + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static PageFile png(byte[] bytes) {
        return new PageFile("image/png", bytes.clone());
    }

    /** Its media type. */
    public String type() {
        return type;
    }

    public byte[] bytes() {
        return bytes.clone();
    }
}
