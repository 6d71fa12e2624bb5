package dev.nightshift.rollback.approvals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.approval.Approval;
import dev.nightshift.core.approval.Approval.Question;
import dev.nightshift.core.approval.Approvals;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.NoticeSettings.Approving;
import dev.nightshift.core.http.Hmac;
import dev.nightshift.core.http.HttpRequest;
import dev.nightshift.core.log.Log;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.InMemoryLedgerStore;
import dev.nightshift.core.testing.TestClock;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The function with a question that stands, and stand-ins for all that it calls. */
final class Counter {
    static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    static final String HASH = "0a1b".repeat(16);
    static final String ADA = "U2CERLKJA";
    static final String BOB = "U0123456789";
    static final String CHANNEL = "C0123456789";

    /** When the requests in {@code events/approvals} were signed. */
    static final Instant NOW = Instant.ofEpochSecond(1_795_230_000);

    final TestClock clock = new TestClock(NOW);
    final Faults faults = new Faults();
    final InMemoryLedgerStore store = new InMemoryLedgerStore(faults);
    final List<Later> left = new ArrayList<>();
    final List<String> woken = new ArrayList<>();
    final List<ObjectNode> replies = new ArrayList<>();
    final List<String> log = new ArrayList<>();
    final ApprovalDesk desk;

    Counter() {
        var outside =
                new Outside() {
                    @Override
                    public String signingSecret() {
                        return SECRET;
                    }

                    @Override
                    public void later(Later rest) {
                        faults.record("lambda:InvokeFunction", () -> left.add(rest));
                    }

                    @Override
                    public void wake(String automation) {
                        faults.record("lambda:InvokeFunction", () -> woken.add(automation));
                    }

                    @Override
                    public void answer(URI where, ObjectNode reply) {
                        faults.record("slack", () -> replies.add(reply));
                    }
                };
        this.desk =
                new ApprovalDesk(
                        "dev",
                        new Approving(
                                "nightshift/slack-signing",
                                Set.of(ADA, BOB),
                                Set.of(CHANNEL),
                                Duration.ofDays(1)),
                        store,
                        outside,
                        new Log(new Scope("dev", "approvals"), clock, log::add),
                        clock);
    }

    Counter asking(boolean destructive) {
        approvals()
                .ask(
                        new Question(
                                "rds-backup",
                                HASH,
                                "over-cap",
                                Set.of("one"),
                                List.of("Delete snapshot shop-2026-10-01: kept by no rule"),
                                clock.instant(),
                                clock.instant().plus(Duration.ofDays(1)),
                                destructive),
                        clock.instant());
        return this;
    }

    Approvals approvals() {
        return new Approvals(store, "rds-backup");
    }

    Approval approval() {
        return approvals().find(HASH).orElseThrow();
    }

    /** Presses a button, as Slack would tell it now. */
    int press(String user, String channel, String action, String value) {
        return desk.take(signed(body(user, channel, action, value), SECRET, clock.instant()))
                .status();
    }

    int approve(String user) {
        return press(user, CHANNEL, "nightshift-approve", "rds-backup " + HASH);
    }

    /** Runs what was left for later. */
    void finish() {
        var rest = List.copyOf(left);
        left.clear();
        rest.forEach(each -> desk.finish(each.json()));
    }

    static String body(String user, String channel, String action, String value) {
        var payload =
                """
                {"type":"block_actions","user":{"id":"%s","name":"<!channel> & co"},\
                "channel":{"id":"%s"},"message":{"text":"t","blocks":[\
                {"type":"header","block_id":"h"},{"type":"actions","block_id":"nightshift-approval"},\
                {"type":"context","block_id":"c"}]},\
                "response_url":"https://hooks.slack.com/actions/T/1/x",\
                "actions":[{"action_id":"%s","value":"%s"}]}"""
                        .formatted(user, channel, action, value);
        return "payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8);
    }

    static HttpRequest signed(String body, String secret, Instant at) {
        var timestamp = Long.toString(at.getEpochSecond());
        var hash =
                Hmac.sha256(
                        secret, ("v0:" + timestamp + ":" + body).getBytes(StandardCharsets.UTF_8));
        return request(timestamp, "v0=" + HexFormat.of().formatHex(hash), body);
    }

    static HttpRequest request(String timestamp, String signature, String body) {
        return new HttpRequest(
                "POST",
                "/",
                Map.of("X-Slack-Request-Timestamp", timestamp, "X-Slack-Signature", signature),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
