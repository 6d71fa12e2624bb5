package dev.nightshift.notices;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.notices.Delivery.Extent;
import dev.nightshift.notices.Delivery.How;
import dev.nightshift.notices.Delivery.Postponed;
import dev.nightshift.notices.Delivery.Settled;
import dev.nightshift.notices.Memory.Claim;
import dev.nightshift.notices.Memory.Progress;
import dev.nightshift.notices.Verdict.Spot;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes one notice to a channel. Claims before it posts and confirms after: two deliveries of a
 * notice post it once, and a crash between the two steps posts one message twice rather than none.
 */
final class Courier {
    /** Of one notice; the rest is counted. */
    static final int MAX_MESSAGES = 5;

    /** How soon to look again at what another function is busy with. */
    private static final Duration SOON = Duration.ofSeconds(10);

    /** The message that heads a thread is gone, or can no longer be replied to or changed. */
    private static final Set<String> HEAD_GONE =
            Set.of(
                    "thread_not_found",
                    "message_not_found",
                    "invalid_thread_ts",
                    "cannot_reply_to_message",
                    "restricted_action_thread_locked",
                    "cant_update_message",
                    "edit_window_closed",
                    "channel_not_found");

    private final Line line;
    private final Memory memory;
    private final Clock clock;
    private final Settings settings;

    /**
     * @param lease how long a thread is reserved for the notice that opens it
     * @param window how long the like of a notice is not told again
     * @param backoff how long to wait before the given attempt is repeated
     * @param buttons whether somebody sees to it when a button is pressed
     */
    record Settings(Duration lease, Duration window, Backoff backoff, boolean buttons) {}

    Courier(Line line, Memory memory, Clock clock, Settings settings) {
        this.line = line;
        this.memory = memory;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * @param attempt how often the queue has handed this message out, from 1
     */
    Delivery deliver(Notice notice, String channel, int attempt) {
        // before the claim: a secret that cannot be read must not leave a claim behind
        var threads = line.threads();
        return switch (memory.claim(notice.id())) {
            case Claim.Finished() -> new Settled(How.KNOWN);
            case Claim.Busy(var until) -> postponed("another function is at it until " + until);
            case Claim.Ours(var progress) ->
                    new Attempt(notice, channel, attempt, threads, progress).run();
        };
    }

    private static Postponed postponed(String why) {
        return new Postponed(SOON, Extent.NOTICE, why);
    }

    /** One attempt; mutable in how far it has got. */
    private final class Attempt {
        private final Notice notice;
        private final String channel;
        private final int number;
        private final boolean threads;
        private Progress progress;

        Attempt(Notice notice, String channel, int number, boolean threads, Progress progress) {
            this.notice = notice;
            this.channel = channel;
            this.number = number;
            this.threads = threads;
            this.progress = progress;
        }

        Delivery run() {
            try {
                var delivery =
                        notice.incident()
                                .map(incident -> tell(incident.key()))
                                .orElseGet(this::tellAlone);
                if (delivery instanceof Settled) {
                    memory.finish(progress);
                } else {
                    // an undeliverable one too: it may come back from the dead-letter queue
                    memory.release(progress);
                }
                return delivery;
            } catch (RuntimeException trouble) {
                release(trouble);
                throw trouble;
            }
        }

        private void release(RuntimeException trouble) {
            try {
                memory.release(progress);
            } catch (CloudException again) {
                // then the lease has to run out
                trouble.addSuppressed(again);
            }
        }

        private Delivery tellAlone() {
            if (progress.posted() == 0 && memory.isRepeat(notice, settings.window())) {
                return new Settled(How.FOLDED);
            }
            return post(pages(Optional.empty()), progress.head())
                    .orElseGet(() -> new Settled(How.TOLD, picture()));
        }

        /** Why the picture is not there; the notice is told with it or without. */
        private Optional<String> picture() {
            return progress.head()
                    .flatMap(
                            spot ->
                                    notice.picture()
                                            .flatMap(picture -> line.picture(spot, picture)));
        }

        private Delivery tell(String key) {
            var known = memory.incident(channel, key);
            var repeat = memory.isRepeat(notice, settings.window());
            if (known.isEmpty()) {
                return open(key, 0);
            }
            var incident = known.get();
            var ours = incident.opener().equals(notice.id());
            if (incident.isOpening()) {
                if (repeat && !ours) {
                    // its like is being told, or was mailed because Slack would not take it
                    return new Settled(How.FOLDED);
                }
                return ours || !incident.openingUntil().isAfter(clock.instant())
                        ? open(key, incident.version())
                        : postponed("another notice is opening the thread");
            }
            if (ours) {
                if (progress.posted() == 0) {
                    // stopped between posting the head and noting so
                    progress = memory.posted(progress, incident.head());
                }
                return post(pages(Optional.of(incident.standing())), incident.head())
                        .orElse(new Settled(How.TOLD));
            }
            var late = incident.isOlderThanKnown(notice);
            var resolved = notice.incident().filter(Notice.Incident::resolved).isPresent();
            var reopens = incident.isResolved() && !resolved && !late;
            if (reopens || (threads && incident.head().isEmpty())) {
                return open(key, incident.version());
            }
            var news = !late && resolved != incident.isResolved();
            return follow(key, incident, repeat && !news);
        }

        /** Posts the message that heads a new thread, and what does not fit into it below. */
        private Delivery open(String key, long version) {
            var until = clock.instant().plus(settings.lease());
            var claimed =
                    memory.write(channel, key, IncidentRecord.opening(notice, until, version));
            if (claimed.isEmpty()) {
                return postponed("another notice was faster to open the thread");
            }
            var opening = claimed.get();
            var opened = opening.opened(Optional.empty());
            var pages = pages(Optional.of(opened.standing()));
            var verdict = line.post(channel, pages.getFirst(), Optional.empty());
            if (!(verdict instanceof Verdict.Sent(var spot))) {
                // let the next notice of this incident try before the lease is over
                memory.write(channel, key, opening.openingUntil(clock.instant()));
                return unsent(verdict);
            }
            memory.write(channel, key, opening.opened(spot));
            if (progress.posted() == 0) {
                progress = memory.posted(progress, spot);
            }
            return post(pages, spot).orElse(new Settled(How.TOLD));
        }

        /** Adds to a thread, unless it is a repeat, and brings its head up to date. */
        private Delivery follow(String key, IncidentRecord incident, boolean repeat) {
            if (!repeat) {
                var trouble = post(pages(Optional.empty()), incident.head());
                if (trouble.isPresent()) {
                    return isHeadGone(trouble.get())
                            ? open(key, incident.version())
                            : trouble.get();
                }
            }
            var late = incident.isOlderThanKnown(notice);
            var counted = memory.write(channel, key, incident.counted(notice));
            if (counted.isEmpty()) {
                return postponed("another notice of the same incident was faster");
            }
            // a late one must not put an old story over a newer one
            if (threads && !late) {
                var trouble = updateHead(key, counted.get());
                if (trouble.isPresent()) {
                    return trouble.get();
                }
            }
            return new Settled(repeat ? How.FOLDED : How.TOLD);
        }

        private Optional<Delivery> updateHead(String key, IncidentRecord incident) {
            var head =
                    Composer.compose(
                                    notice, Optional.of(incident.standing()), 1, settings.buttons())
                            .getFirst();
            var spot = incident.head();
            if (spot.isEmpty()) {
                return Optional.empty();
            }
            var verdict = line.update(spot.get(), head);
            if (verdict instanceof Verdict.Sent) {
                return Optional.empty();
            }
            var trouble = unsent(verdict);
            if (isHeadGone(trouble)) {
                // someone removed it; what is new was told, and the next one opens a new thread
                memory.write(channel, key, incident.withoutHead());
                return Optional.empty();
            }
            return Optional.of(trouble);
        }

        private List<SlackMessage> pages(Optional<Standing> standing) {
            return Composer.compose(
                    notice, standing, threads ? MAX_MESSAGES : 1, settings.buttons());
        }

        /** Posts what is not yet posted; empty if all is. */
        private Optional<Delivery> post(List<SlackMessage> pages, Optional<Spot> thread) {
            while (progress.posted() < pages.size()) {
                var under = thread.or(progress::head);
                var verdict =
                        line.post(
                                under.map(Spot::channelId).orElse(channel),
                                pages.get(progress.posted()),
                                under.map(Spot::ts));
                if (!(verdict instanceof Verdict.Sent(var spot))) {
                    return Optional.of(unsent(verdict));
                }
                progress = memory.posted(progress, spot);
            }
            return Optional.empty();
        }

        private Delivery unsent(Verdict verdict) {
            return switch (verdict) {
                case Verdict.Sent sent -> throw new IllegalStateException("it was sent");
                case Verdict.RetryAfter(var wait) ->
                        new Postponed(
                                settings.backoff().atLeast(wait),
                                Extent.CHANNEL,
                                "Slack asks to wait " + wait.toSeconds() + " s");
                case Verdict.Retry(var why, var down) ->
                        new Postponed(
                                settings.backoff().before(number),
                                down ? Extent.SLACK : Extent.NOTICE,
                                why);
                case Verdict.RefreshSecret(var error) -> new Delivery.Undeliverable(error);
                case Verdict.Undeliverable(var error) -> new Delivery.Undeliverable(error);
            };
        }

        private boolean isHeadGone(Delivery trouble) {
            return threads
                    && trouble instanceof Delivery.Undeliverable(var error)
                    && HEAD_GONE.contains(error);
        }
    }
}
