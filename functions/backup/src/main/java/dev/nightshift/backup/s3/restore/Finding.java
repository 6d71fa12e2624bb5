package dev.nightshift.backup.s3.restore;

/**
 * Something about one object that a person should know.
 *
 * @param key in the source
 * @param targetKey in the target
 * @param what in words, without the key
 */
public record Finding(Kind kind, String key, String targetKey, String what) {
    /** Why it is told. */
    public enum Kind {
        /** Something else has the key in the target. */
        CONFLICT("is in the way"),
        /** The key is too long with the prefix. */
        TOO_LONG("has too long a key"),
        /** The vault has no such copy any more. */
        GONE("is not in the vault"),
        /** The copy is in a class that must be thawed before it can be read. */
        ARCHIVED("is archived"),
        /** What was restored is not what the manifest says. */
        MISMATCH("differs"),
        /** It was not restored. */
        FAILED("was not restored");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Takes findings as they come, from many threads but one at a time. */
    @FunctionalInterface
    public interface Listener {
        void found(Finding finding);

        Listener NOBODY = _ -> {};
    }
}
