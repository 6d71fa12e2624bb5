package dev.nightshift.rollback.events;

import dev.nightshift.core.ledger.LedgerStore;
import dev.nightshift.core.ledger.LedgerStore.Entry;
import dev.nightshift.rollback.events.DeploymentEvent.Phase;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The log in the ledger's table: one entry for each event, sorted by its time. */
public final class LedgerDeploymentLog implements DeploymentLog {
    /** An older event says nothing that a register does not know. */
    public static final Duration KEPT = Duration.ofDays(14);

    /** Of one target, in that time. */
    private static final int MOST = 500;

    private static final String NAMES = "names";

    private final LedgerStore store;
    private final Clock clock;

    public LedgerDeploymentLog(LedgerStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void note(String target, DeploymentEvent event) {
        var key = new LedgerStore.Key(partition(target), event.at() + "#" + event.id());
        // empty if it is there already: that is the same event
        var _ = store.put(key, texts(event), clock.instant().plus(KEPT), 0);
    }

    @Override
    public List<DeploymentEvent> of(String target) {
        var oldest = clock.instant().minus(KEPT);
        return store.newestFirst(partition(target), MOST).stream()
                .map(LedgerDeploymentLog::event)
                .filter(event -> event.at().isAfter(oldest))
                .toList();
    }

    private static String partition(String target) {
        return "deployment#" + target;
    }

    private static Map<String, String> texts(DeploymentEvent event) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("id", event.id());
        texts.put("kind", event.subject().kind());
        texts.put(NAMES, String.join("\n", event.subject().names().stream().sorted().toList()));
        event.revision().ifPresent(revision -> texts.put("revision", revision));
        texts.put("phase", event.phase().name());
        texts.put("at", event.at().toString());
        event.by().ifPresent(by -> texts.put("by", by));
        event.what().ifPresent(what -> texts.put("what", what));
        event.link().ifPresent(link -> texts.put("link", link.toString()));
        texts.put("irreversible", Boolean.toString(event.irreversible()));
        return texts;
    }

    private static DeploymentEvent event(Entry entry) {
        return new DeploymentEvent(
                entry.text("id"),
                new Subject(
                        entry.text("kind"),
                        Set.copyOf(Arrays.asList(entry.text(NAMES).split("\n", -1)))),
                text(entry, "revision"),
                Phase.valueOf(entry.text("phase")),
                entry.instant("at"),
                text(entry, "by"),
                text(entry, "what"),
                text(entry, "link").map(URI::create),
                Boolean.parseBoolean(entry.text("irreversible")));
    }

    private static Optional<String> text(Entry entry, String name) {
        return Optional.of(entry.text(name)).filter(text -> !text.isEmpty());
    }
}
