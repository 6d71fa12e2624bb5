package dev.nightshift.local.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A story for programs. The form is kept from release to release; fields may be added. */
public final class Timeline {
    private Timeline() {}

    public static ObjectNode json(Story story) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("title", story.title());
        json.put("startedAt", story.startedAt().toString());
        json.put("endedAt", story.endedAt().toString());
        json.put("complete", story.isComplete());
        var facts = json.putObject("facts");
        story.facts().forEach(fact -> facts.put(fact.name(), fact.value()));
        var entries = json.putArray("entries");
        for (var entry : story.entries()) {
            var node = entries.addObject();
            node.put("at", entry.at().toString());
            node.put("kind", entry.kind().name());
            node.put("tone", entry.tone().name());
            node.put("title", entry.title());
            var lines = node.putArray("lines");
            for (var line : entry.lines()) {
                lines.addObject()
                        .put("label", line.label())
                        .put("text", line.text())
                        .put("because", line.because());
            }
        }
        var databases = json.putArray("databases");
        for (var database : story.databases()) {
            databases
                    .addObject()
                    .put("name", database.name())
                    .put("kind", database.kind())
                    .put("lastBackup", database.lastBackup())
                    .put("backups", database.backups())
                    .put("copies", database.copies())
                    .put("done", database.done())
                    .put("tone", database.tone().name());
        }
        var checks = json.putArray("checks");
        for (var check : story.checks()) {
            checks.addObject()
                    .put("what", check.what())
                    .put("ok", check.ok())
                    .put("found", check.found());
        }
        return json;
    }
}
