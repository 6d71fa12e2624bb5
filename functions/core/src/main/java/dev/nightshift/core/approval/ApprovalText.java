package dev.nightshift.core.approval;

import dev.nightshift.core.approval.Approval.Closed;
import dev.nightshift.core.approval.Approval.Question;
import dev.nightshift.core.ledger.LedgerStore.Entry;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An approval as the ledger's table holds it: text by name, lists one a line. */
final class ApprovalText {
    private static final String AUTOMATION = "automation";
    private static final String ABOUT = "about";
    private static final String ACTIONS = "actions";
    private static final String LINES = "lines";
    private static final String ASKED_AT = "askedAt";
    private static final String EXPIRES_AT = "expiresAt";
    private static final String DESTRUCTIVE = "destructive";
    private static final String YES = "yes";
    private static final String NO = "no";
    private static final String BEGUN = "begun";
    private static final String MADE = "made";
    private static final String CLOSED = "closed";

    private ApprovalText() {}

    static Map<String, String> of(Approval approval) {
        var question = approval.question();
        var text = new HashMap<String, String>();
        text.put(AUTOMATION, question.automation());
        text.put(ABOUT, question.about());
        text.put(ACTIONS, joined(new TreeSet<>(question.actions())));
        text.put(LINES, joined(question.lines()));
        text.put(ASKED_AT, question.askedAt().toString());
        text.put(EXPIRES_AT, question.expiresAt().toString());
        text.put(DESTRUCTIVE, Boolean.toString(question.destructive()));
        text.put(YES, joined(approval.yes().stream().map(Voice::text).toList()));
        text.put(NO, approval.no().map(Voice::text).orElse(""));
        text.put(BEGUN, approval.begun().orElse(""));
        text.put(MADE, joined(new TreeSet<>(approval.made())));
        text.put(CLOSED, approval.closed().map(Closed::name).orElse(""));
        return text;
    }

    static Approval read(Entry entry) {
        var question =
                new Question(
                        entry.text(AUTOMATION),
                        entry.key().sort(),
                        entry.text(ABOUT),
                        Set.copyOf(list(entry, ACTIONS)),
                        list(entry, LINES),
                        entry.instant(ASKED_AT),
                        entry.instant(EXPIRES_AT),
                        Boolean.parseBoolean(entry.text(DESTRUCTIVE)));
        return new Approval(
                question,
                list(entry, YES).stream().map(Voice::parse).toList(),
                optional(entry, NO).map(Voice::parse),
                optional(entry, BEGUN),
                Set.copyOf(list(entry, MADE)),
                optional(entry, CLOSED).map(Closed::valueOf),
                entry.version());
    }

    private static String joined(Collection<String> texts) {
        return String.join("\n", texts);
    }

    private static List<String> list(Entry entry, String name) {
        return optional(entry, name)
                .map(text -> Arrays.asList(text.split("\n", -1)))
                .orElse(List.of());
    }

    private static Optional<String> optional(Entry entry, String name) {
        return Optional.of(entry.text(name)).filter(text -> !text.isEmpty());
    }
}
