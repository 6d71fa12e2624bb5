package dev.nightshift.backup.history;

import dev.nightshift.backup.evidence.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of backups at one moment. What could not be read is a fact too.
 *
 * @param gaps what there may be more sources of
 */
public record BackupFacts(Instant at, List<Source> sources, List<Gap> gaps) {
    public BackupFacts {
        sources = List.copyOf(sources);
        gaps = List.copyOf(gaps);
    }

    /** What is backed up. */
    public enum Kind {
        DATABASE("database", true),
        BUCKET("bucket", true),
        /** Its provider restores a snapshot over the host itself, and nowhere else. */
        HOST("host", false);

        private final String word;
        private final boolean drilled;

        Kind(String word, boolean drilled) {
            this.word = word;
            this.drilled = drilled;
        }

        /** Whether a drill could prove a copy of it. */
        public boolean canBeDrilled() {
            return drilled;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /**
     * A database, bucket or host that is to be backed up.
     *
     * @param copies the good ones, in no order
     * @param unread why there may be other copies than these, one reason each
     * @param evidence of drills, newest first
     * @param noEvidence why there may be other evidence; empty if it was all read
     */
    public record Source(
            Kind kind,
            String name,
            List<Copy> copies,
            List<String> unread,
            List<Evidence> evidence,
            Optional<String> noEvidence,
            Targets targets) {
        public Source {
            copies = List.copyOf(copies);
            unread = List.copyOf(unread);
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * A good copy.
     *
     * @param id of a snapshot, or slot of a manifest
     * @param location such as {@code eu-central-1}
     * @param slot the same for all copies of one moment
     * @param dataFrom when its data was current
     * @param proven when a restore of it was found good, as the copy itself says
     */
    public record Copy(
            String id, String location, Instant slot, Instant dataFrom, Optional<Instant> proven) {}

    /**
     * What the settings ask for.
     *
     * @param rpo how old the last good copy may be
     * @param rto how long a restore may take; empty if nothing says
     * @param drillEvery how often a restore is tried; empty if it is not
     * @param drillsNewest whether drills take the newest copy, so that what they find its age to be
     *     is how old the last good copy was
     * @param unthinned which copies retention leaves no gaps between
     */
    public record Targets(
            Duration rpo,
            Optional<Duration> rto,
            Optional<Duration> drillEvery,
            boolean drillsNewest,
            Unthinned unthinned) {
        /**
         * How old a proof may be: until then one drill may have been missed, but not two.
         *
         * @return empty if nothing is to prove it
         */
        public Optional<Duration> provenWithin() {
            return drillEvery.map(every -> every.multipliedBy(2));
        }
    }

    /** Something that could not be listed, and why. */
    public record Gap(String what, String why) {}
}
