package dev.nightshift.backup.s3.store;

/** The order in which S3 lists keys: that of their UTF-8 bytes. */
public final class KeyOrder {
    private KeyOrder() {}

    /** Like {@link String#compareTo}, but surrogate pairs come after all other characters. */
    public static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // UTF-8 keeps the order of code points; UTF-16 does not, above the surrogates
                boolean high = Character.isSurrogate(x);
                return high == Character.isSurrogate(y) ? x - y : high ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }
}
