package dev.nightshift.local.cli;

import dev.nightshift.local.demo.Demo;
import dev.nightshift.local.report.Timeline;
import java.time.Duration;
import picocli.CommandLine;

@CommandLine.Command(
        name = "demo",
        description =
                "Play the whole story on this machine; no account, no Docker, nothing to set.",
        footer = {
            "",
            "Starts an emulator, builds a small estate in it, deploys the bundle, fires every trigger,",
            "shows each plan, effect and notice, and checks what is there in the end. Leaves",
            "target/demo/report.html, timeline.json and notices/.",
            "",
            "Examples:",
            "  nightshift demo",
            "  nightshift demo --output json | jq '.checks[] | select(.ok|not)'"
        })
final class DemoCommand extends Command {
    DemoCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        var demo = new Demo(session.home(), session.known(), terminal().err(), session.clock());
        var story = demo.play();
        if (globals().json()) {
            print(Json.pretty(Timeline.json(story)));
        } else {
            var table = new Table("", "EXPECTED", "FOUND");
            story.checks()
                    .forEach(
                            check ->
                                    table.row(
                                            check.ok() ? "ok" : "MISSING",
                                            check.what(),
                                            check.found()));
            print(table);
        }
        var missing = story.checks().stream().filter(check -> !check.ok()).count();
        terminal()
                .say(
                        "%s in %d s. Report: %s"
                                .formatted(
                                        missing == 0
                                                ? "All is as it should be"
                                                : missing + " expected effects are missing",
                                        Duration.between(story.startedAt(), story.endedAt())
                                                .toSeconds(),
                                        demo.folder().resolve("report.html")));
        return story.isComplete() ? Exit.OK : Exit.FINDINGS;
    }
}
