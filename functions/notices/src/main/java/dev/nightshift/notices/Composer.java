package dev.nightshift.notices;

import dev.nightshift.core.approval.ApprovalButton;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.ApprovalAsk;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.notices.SlackMessage.Actions;
import dev.nightshift.notices.SlackMessage.Block;
import dev.nightshift.notices.SlackMessage.Button;
import dev.nightshift.notices.SlackMessage.Context;
import dev.nightshift.notices.SlackMessage.Fields;
import dev.nightshift.notices.SlackMessage.Header;
import dev.nightshift.notices.SlackMessage.Section;
import dev.nightshift.notices.SlackMessage.Text;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns a notice into messages: the first with the title, the runbook and as much as fits, further
 * ones with the rest. What does not fit even there is counted, never dropped in silence.
 */
final class Composer {
    static final int MAX_FALLBACK = 1_000;
    static final int MAX_LINE = 1_000;
    static final int MAX_NAME = 200;
    static final int MAX_LINKS_TEXT = 2_500;
    static final int MAX_LABEL = 75;

    /** Room kept for "… N more" and for the line that numbers a continuation. */
    private static final int RESERVE = 200;

    /** Blocks kept for the header, "… N more", the buttons, the links and the small print. */
    private static final int FRAME_BLOCKS = 6;

    private Composer() {}

    /**
     * @param standing how the incident stands, for the message that heads its thread
     * @param maxMessages 1 where there are no threads to put the rest into
     * @param buttons whether somebody sees to it when a button is pressed
     */
    static List<SlackMessage> compose(
            Notice notice, Optional<Standing> standing, int maxMessages, boolean buttons) {
        var title = title(notice);
        var fallback = fallback(notice, title);
        var frame = new ArrayList<Block>();
        notice.ask()
                .ifPresent(ask -> frame.add(buttons ? buttons(ask) : command(notice.stage(), ask)));
        links(notice).ifPresent(frame::add);
        frame.add(new Context(smallPrint(notice, standing)));

        var units = units(notice);
        int head = title.length() + frame.stream().mapToInt(Block::length).sum();
        var pages = new ArrayList<List<Block>>();
        do {
            int taken = fallback.length() + (pages.isEmpty() ? head : 0) + RESERVE;
            pages.add(new Page(SlackMessage.MAX_TEXT - 1 - taken).fill(units));
        } while (!units.isEmpty() && pages.size() < maxMessages);
        if (!units.isEmpty()) {
            pages.getLast().add(new Context(List.of(Text.plain("… " + units.size() + " more"))));
        }

        var messages = new ArrayList<SlackMessage>();
        for (int i = 0; i < pages.size(); i++) {
            var blocks = new ArrayList<Block>();
            if (i == 0) {
                blocks.add(new Header(title));
                blocks.addAll(pages.get(i));
                blocks.addAll(frame);
            } else {
                var number = "continued, %d of %d".formatted(i + 1, pages.size());
                blocks.add(new Context(List.of(Text.plain(number))));
                blocks.addAll(pages.get(i));
            }
            messages.add(new SlackMessage(fallback, blocks));
        }
        return messages;
    }

    private static Block buttons(ApprovalAsk ask) {
        var value = ApprovalButton.value(ask);
        return new Actions(
                ApprovalButton.BLOCK,
                List.of(
                        new Button(
                                ApprovalButton.APPROVE.actionId(),
                                "Approve",
                                value,
                                true,
                                ask.destructive()
                                        ? Optional.of(
                                                "What is listed above as not done is destroyed"
                                                        + " once a second person approves it as"
                                                        + " well.")
                                        : Optional.empty()),
                        new Button(
                                ApprovalButton.REJECT.actionId(),
                                "Reject",
                                value,
                                false,
                                Optional.empty())));
    }

    private static Block command(String stage, ApprovalAsk ask) {
        return new Context(
                List.of(
                        Text.plain(
                                SlackText.of(
                                        "To approve: " + PlainMail.command(stage, ask),
                                        MAX_LINE))));
    }

    private static String title(Notice notice) {
        return SlackText.of(symbol(notice) + " " + notice.title(), SlackMessage.MAX_HEADER);
    }

    private static String symbol(Notice notice) {
        if (notice.incident().filter(Notice.Incident::resolved).isPresent()) {
            return "✅";
        }
        return switch (notice.severity()) {
            case INFO -> "ℹ️";
            case WARNING -> "⚠️";
            case CRITICAL -> "🔴";
        };
    }

    private static String fallback(Notice notice, String title) {
        var facts =
                notice.facts().stream()
                        .map(fact -> fact.name() + ": " + fact.value())
                        .collect(Collectors.joining("; "));
        var tail = facts.isEmpty() ? "" : " — " + facts;
        var text = "[" + notice.stage() + "] " + word(notice.severity()) + " " + tail;
        int room = MAX_FALLBACK - title.length() - 1;
        return title + " " + SlackText.of(text, room);
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static List<Text> smallPrint(Notice notice, Optional<Standing> standing) {
        var what =
                String.join(
                        " · ",
                        word(notice.severity()),
                        notice.stage(),
                        notice.automation(),
                        notice.at().truncatedTo(ChronoUnit.SECONDS).toString());
        var elements = new ArrayList<Text>();
        elements.add(Text.plain(SlackText.of(what, 300)));
        standing.map(Standing::words)
                .ifPresent(words -> elements.add(Text.plain(SlackText.of(words, 200))));
        return elements;
    }

    /**
     * Links in text rather than as buttons: a button makes Slack ask the app whether it was
     * pressed, and shows a warning if nobody answers.
     */
    private static Optional<Block> links(Notice notice) {
        var parts = new ArrayList<String>();
        int length = 0;
        int omitted = 0;
        for (var link : notice.links()) {
            var part = link(link);
            if (length + part.length() + 3 > MAX_LINKS_TEXT) {
                omitted++;
                continue;
            }
            parts.add(part);
            length += part.length() + 3;
        }
        if (omitted > 0) {
            parts.add("… " + omitted + " more");
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section(Text.markup(String.join(" · ", parts))));
    }

    private static String link(Notice.Link link) {
        var label = SlackText.of(link.label().replaceAll("[*_~|]", " "), MAX_LABEL);
        var scheme = link.target().getScheme();
        var web = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
        // a java.net.URI holds neither angle brackets nor bars nor spaces, which would end the link
        var target = link.target().toASCIIString().replace("&", "&amp;");
        return web && target.length() <= MAX_LINE ? "<" + target + "|" + label + ">" : label;
    }

    private static Deque<Unit> units(Notice notice) {
        var units = new ArrayDeque<Unit>();
        for (var fact : notice.facts()) {
            var name = SlackText.of(fact.name(), MAX_NAME);
            units.add(
                    new Row(
                            SlackText.looksLikeMarkup(fact.name())
                                    ? Text.plain(name)
                                    : Text.markup("*" + name + "*"),
                            Text.plain(SlackText.of(fact.value(), SlackMessage.MAX_FIELD))));
        }
        notice.taken().forEach(line -> units.add(line("Done", line)));
        notice.left().forEach(line -> units.add(line("Not done", line)));
        return units;
    }

    private static Line line(String heading, String text) {
        return new Line(heading, "• " + SlackText.of(text, MAX_LINE - 2));
    }

    /** The smallest piece that is not divided. */
    private sealed interface Unit {}

    private record Row(Text name, Text value) implements Unit {}

    private record Line(String heading, String text) implements Unit {}

    /** One message's worth of content; mutable while it is filled. */
    private static final class Page {
        private final List<Block> blocks = new ArrayList<>();
        private final List<Text> cells = new ArrayList<>();
        private final StringBuilder lines = new StringBuilder();
        private String heading = "";
        private int room;

        Page(int room) {
            this.room = room;
        }

        /** Takes from the front of the units what fits, and leaves the rest. */
        List<Block> fill(Deque<Unit> units) {
            for (var unit = units.peek(); unit != null && take(unit); unit = units.peek()) {
                units.remove();
            }
            flush();
            return blocks;
        }

        private boolean take(Unit unit) {
            return switch (unit) {
                case Row(var name, var value) -> {
                    int cost = name.value().length() + value.value().length();
                    if (cost > room || blocksUsed() + 1 > SlackMessage.MAX_BLOCKS - FRAME_BLOCKS) {
                        yield false;
                    }
                    if (cells.size() + 2 > SlackMessage.MAX_FIELDS) {
                        flush();
                    }
                    cells.add(name);
                    cells.add(value);
                    room -= cost;
                    yield true;
                }
                case Line(var title, var text) -> {
                    boolean opens = !title.equals(heading);
                    int cost = text.length() + 1 + (opens ? title.length() + 2 : 0);
                    if (cost > room || blocksUsed() + 2 > SlackMessage.MAX_BLOCKS - FRAME_BLOCKS) {
                        yield false;
                    }
                    if (opens) {
                        flush();
                        blocks.add(new Section(Text.markup("*" + title + "*")));
                        heading = title;
                    } else if (lines.length() + 1 + text.length() > SlackMessage.MAX_SECTION) {
                        flush();
                    }
                    lines.append(lines.isEmpty() ? "" : "\n").append(text);
                    room -= cost;
                    yield true;
                }
            };
        }

        private int blocksUsed() {
            return blocks.size() + (cells.isEmpty() ? 0 : 1) + (lines.isEmpty() ? 0 : 1);
        }

        private void flush() {
            if (!cells.isEmpty()) {
                blocks.add(new Fields(cells));
                cells.clear();
            }
            if (!lines.isEmpty()) {
                blocks.add(new Section(Text.plain(lines.toString())));
                lines.setLength(0);
            }
        }
    }
}
