package dev.nightshift.notices;

import dev.nightshift.core.log.Redactor;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.ApprovalAsk;
import java.util.List;
import java.util.Locale;

/**
 * A notice as an e-mail, for when Slack does not take it.
 *
 * @param subject as SNS wants it: ASCII, one line, at most 100 characters
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
record PlainMail(String subject, String body) {
    static final int MAX_SUBJECT = 100;

    /** Far below SNS's 256 KiB even if every character takes four bytes. */
    static final int MAX_BODY = 30_000;

    private static final int MAX_EXCERPT = 2_000;

    /** A notice that is told here instead, or meanwhile. */
    static PlainMail of(Notice notice, String why) {
        var resolved = notice.incident().filter(Notice.Incident::resolved).isPresent();
        var body = new StringBuilder();
        line(body, notice.title());
        line(body, "");
        line(
                body,
                String.join(
                        " · ",
                        notice.severity().name().toLowerCase(Locale.ROOT)
                                + (resolved ? ", resolved" : ""),
                        notice.stage(),
                        notice.automation(),
                        notice.at().toString()));
        notice.facts().forEach(fact -> line(body, fact.name() + ": " + fact.value()));
        list(body, "Done", notice.taken());
        list(body, "Not done", notice.left());
        notice.ask()
                .ifPresent(
                        ask -> {
                            line(body, "");
                            line(body, "To approve: " + command(notice.stage(), ask));
                        });
        notice.links().forEach(link -> line(body, link.label() + ": " + link.target()));
        line(body, "");
        line(body, "This came by mail because Slack did not take it: " + why);
        line(body, "Notice " + notice.id());
        return of("[" + notice.stage() + "] " + notice.title(), body.toString());
    }

    /** How to approve at a terminal. */
    static String command(String stage, ApprovalAsk ask) {
        return "nightshift approve %s %s --stage %s"
                .formatted(ask.automation(), ask.shortHash(), stage);
    }

    /** A message that nobody can read as a notice. */
    static PlainMail ofGarbage(String stage, QueueMessage message, String why) {
        var body = new StringBuilder();
        line(body, "A message in the queue of notices is not one: " + why);
        line(body, "It now lies in the dead-letter queue; its id was " + message.id());
        line(body, "It begins:");
        line(body, message.body().substring(0, Math.min(message.body().length(), MAX_EXCERPT)));
        return of("[" + stage + "] A message that is not a notice", body.toString());
    }

    private static PlainMail of(String subject, String body) {
        var ascii = SlackText.clean(Redactor.redact(subject)).replaceAll("[^ -~]", "?");
        var redacted = Redactor.redact(body);
        return new PlainMail(
                cut(ascii, MAX_SUBJECT, "..."), cut(redacted, MAX_BODY, "\n… and more\n"));
    }

    private static void list(StringBuilder body, String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            line(body, "");
            line(body, heading + ":");
            lines.forEach(text -> line(body, "- " + text));
        }
    }

    private static void line(StringBuilder body, String text) {
        body.append(SlackText.clean(text)).append('\n');
    }

    private static String cut(String text, int limit, String mark) {
        return text.length() <= limit ? text : text.substring(0, limit - mark.length()) + mark;
    }
}
