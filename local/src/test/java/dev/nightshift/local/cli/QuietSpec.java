package dev.nightshift.local.cli;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.FactTable;
import dev.nightshift.core.automation.Impact;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Outcome.Done;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.Shapes;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.local.runtime.TinyHandler;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An automation that sees one thing to do and says what it is told to say. */
record QuietSpec(
        Optional<Remark> remark, Optional<CloudException> trouble, Optional<FactTable> table)
        implements AutomationSpec<String> {
    static QuietSpec fine() {
        return new QuietSpec(Optional.empty(), Optional.empty(), Optional.empty());
    }

    static QuietSpec saying(Remark remark) {
        return new QuietSpec(Optional.of(remark), Optional.empty(), Optional.empty());
    }

    static QuietSpec failing(CloudException trouble) {
        return new QuietSpec(Optional.empty(), Optional.of(trouble), Optional.empty());
    }

    static QuietSpec showing(FactTable table) {
        return new QuietSpec(Optional.empty(), Optional.empty(), Optional.of(table));
    }

    record Sweep(String id, String subject, String because, Impact impact) implements Action {}

    @Override
    public String name() {
        return "sweep";
    }

    @Override
    public RecordShape<String> shape() {
        return Shapes.record(values -> "");
    }

    @Override
    public Class<? extends RequestStreamHandler> handler() {
        return TinyHandler.class;
    }

    @Override
    public List<Permission> permissions(String settings, Place place) {
        return List.of();
    }

    @Override
    public Automation<Instant, Sweep> create(String settings, Place place) {
        return new Automation<>() {
            @Override
            public Instant observe(Instant now) {
                trouble.ifPresent(
                        failure -> {
                            throw failure;
                        });
                return now;
            }

            @Override
            public Plan<Sweep> plan(Instant facts) {
                return new Plan<>(
                        List.of(new Sweep("sweep hall", "hall", "it is dusty", Impact.CHANGE)),
                        remark.stream().toList(),
                        0);
            }

            @Override
            public List<FactTable> tables(Instant facts) {
                return table.stream().toList();
            }

            @Override
            public Applied apply(Sweep action, Deadline deadline) {
                return new Done("swept");
            }

            @Override
            public List<Notice> report(Run<Instant, Sweep> run) {
                return List.of();
            }
        };
    }
}
