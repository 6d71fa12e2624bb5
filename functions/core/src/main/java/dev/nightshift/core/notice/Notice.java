package dev.nightshift.core.notice;

import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an automation tells people. It knows nothing of channels; the notifier does the rest. All
 * text is plain: no markup, and whatever looks like some is shown as typed.
 *
 * @param id unique; the same on every delivery of this notice
 * @param facts what a person wants to see at a glance, in order
 * @param taken what was done
 * @param left what was not done, and why
 * @param links the runbook first
 * @param dedupeKey notices with the same key within the dedupe window are told once
 * @param incident groups all that is told about one trouble; empty for what stands alone
 * @param ask what a person can approve or reject
 * @param picture is shown below a notice that stands alone, where a channel can show one; what it
 *     shows must be in the facts or behind a link, too
 */
public record Notice(
        String id,
        Instant at,
        Severity severity,
        String stage,
        String automation,
        String title,
        List<Fact> facts,
        List<String> taken,
        List<String> left,
        List<Link> links,
        String dedupeKey,
        Optional<Incident> incident,
        Optional<ApprovalAsk> ask,
        Optional<Picture> picture) {
    public Notice {
        facts = List.copyOf(facts);
        taken = List.copyOf(taken);
        left = List.copyOf(left);
        links = List.copyOf(links);
    }

    /** A notice that asks for nothing and shows no picture. */
    public Notice(
            String id,
            Instant at,
            Severity severity,
            String stage,
            String automation,
            String title,
            List<Fact> facts,
            List<String> taken,
            List<String> left,
            List<Link> links,
            String dedupeKey,
            Optional<Incident> incident) {
        this(
                id,
                at,
                severity,
                stage,
                automation,
                title,
                facts,
                taken,
                left,
                links,
                dedupeKey,
                incident,
                Optional.empty(),
                Optional.empty());
    }

    /** The same notice with something to approve. */
    public Notice asking(ApprovalAsk wanted) {
        return with(Optional.of(wanted), picture);
    }

    /** The same notice with this picture. */
    public Notice picturing(Picture shown) {
        return with(ask, Optional.of(shown));
    }

    Notice with(Optional<ApprovalAsk> wanted, Optional<Picture> shown) {
        return new Notice(
                id,
                at,
                severity,
                stage,
                automation,
                title,
                facts,
                taken,
                left,
                links,
                dedupeKey,
                incident,
                wanted,
                shown);
    }

    /** The same notice with these links. */
    public Notice linking(List<Link> others) {
        return new Notice(
                id,
                at,
                severity,
                stage,
                automation,
                title,
                facts,
                taken,
                left,
                others,
                dedupeKey,
                incident,
                ask,
                picture);
    }

    /**
     * A name and its value, such as {@code last good backup} and {@code 2026-11-22T00:00:00Z, 3 h
     * ago}.
     */
    public record Fact(String name, String value) {}

    public record Link(String label, URI target) {}

    /**
     * A picture that travels with its notice, so that nobody has to fetch it from anywhere.
     *
     * @param file its name, such as {@code days.png}
     * @param title what it shows, for those who cannot see it, too
     * @param png in base64, at most {@link #MOST_CHARACTERS}
     */
    public record Picture(String file, String title, String png) {
        /** A third of what a message of the queue may have. */
        public static final int MOST_CHARACTERS = 64 * 1024;

        private static final Pattern FILE = Pattern.compile("[A-Za-z0-9._-]{1,60}\\.png");

        public Picture {
            if (!FILE.matcher(file).matches()) {
                throw new IllegalArgumentException("a picture called " + file);
            }
            if (png.length() > MOST_CHARACTERS) {
                throw new IllegalArgumentException(
                        "a picture of %d characters, at most %d travel with a notice"
                                .formatted(png.length(), MOST_CHARACTERS));
            }
            var _ = Base64.getDecoder().decode(png);
        }

        /** Empty if it is too big to travel. */
        public static Optional<Picture> of(String file, String title, byte[] png) {
            var text = Base64.getEncoder().encodeToString(png);
            return text.length() > MOST_CHARACTERS
                    ? Optional.empty()
                    : Optional.of(new Picture(file, title, text));
        }

        public byte[] bytes() {
            return Base64.getDecoder().decode(png);
        }

        @Override
        public String toString() {
            return file + " (" + title + ")";
        }
    }

    /**
     * One trouble, from its opening to its end.
     *
     * @param key names the trouble, not the message, such as {@code rds-backup/shop/rpo}
     * @param resolved whether this notice says that it is over
     */
    public record Incident(String key, boolean resolved) {}

    /**
     * A set of actions that waits for a yes.
     *
     * @param automation whose actions they are
     * @param hash names exactly this set
     * @param expiresAt until when it can be approved
     * @param destructive whether two different people have to agree
     */
    public record ApprovalAsk(
            String automation, String hash, Instant expiresAt, boolean destructive) {
        /** As much of the hash as tells it from others at a terminal. */
        public String shortHash() {
            return hash.substring(0, Math.min(hash.length(), 12));
        }
    }
}
