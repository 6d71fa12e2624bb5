package dev.nightshift.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Impact;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;

/** A plan for people and for programs. */
record PlanView(
        String stage, String automation, Mode mode, Instant at, Plan<? extends Action> plan) {
    boolean isEmpty() {
        return plan.actions().isEmpty() && plan.remarks().isEmpty();
    }

    /** What is to be done, then what a person should see, then what stays as it is. */
    Table table() {
        var table = new Table("WHAT", "SUBJECT", "ACTION", "BECAUSE");
        for (var action : plan.actions()) {
            table.row(lower(action.impact()), action.subject(), action.id(), action.because());
        }
        for (var kind : Remark.Kind.values()) {
            if (kind.isFinding()) {
                remarks(table, kind);
            }
        }
        for (var kind : Remark.Kind.values()) {
            if (!kind.isFinding()) {
                remarks(table, kind);
            }
        }
        return table;
    }

    private void remarks(Table table, Remark.Kind kind) {
        plan.remarks().stream()
                .filter(remark -> remark.kind() == kind)
                .forEach(remark -> table.row(lower(kind), remark.subject(), "-", remark.because()));
    }

    String summary() {
        var parts = new ArrayList<String>();
        for (var impact : Impact.values()) {
            var count = count(impact);
            if (count > 0) {
                parts.add(count + " to " + lower(impact));
            }
        }
        if (parts.isEmpty()) {
            parts.add("nothing to do");
        }
        parts.add(plan.findings().size() + " to look at");
        parts.add(plan.remarks().size() - plan.findings().size() + " left as is");
        return "%s/%s: %s%s."
                .formatted(
                        stage,
                        automation,
                        String.join(", ", parts),
                        mode == Mode.DRY_RUN && !plan.actions().isEmpty()
                                ? " (dry run: \"apply: true\" is not set)"
                                : "");
    }

    /** The form is kept from release to release; fields may be added. */
    ObjectNode json() {
        var json = Json.object();
        json.put("stage", stage);
        json.put("automation", automation);
        json.put("mode", mode.name());
        json.put("at", at.toString());
        var actions = json.putArray("actions");
        for (var action : plan.actions()) {
            var node = actions.addObject();
            node.put("id", action.id());
            node.put("subject", action.subject());
            node.put("impact", action.impact().name());
            node.put("because", action.because());
            action.needs().stream().sorted().forEach(node.putArray("needs")::add);
        }
        var remarks = json.putArray("remarks");
        for (var remark : plan.remarks()) {
            remarks.addObject()
                    .put("kind", remark.kind().name())
                    .put("subject", remark.subject())
                    .put("because", remark.because());
        }
        var counts = json.putObject("counts");
        for (var impact : Impact.values()) {
            counts.put(lower(impact), count(impact));
        }
        counts.put("findings", plan.findings().size());
        counts.put("deletable", plan.deletable());
        return json;
    }

    private long count(Impact impact) {
        return plan.actions().stream().filter(action -> action.impact() == impact).count();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
