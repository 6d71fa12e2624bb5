package dev.nightshift.local.demo;

import dev.nightshift.local.demo.Relay.Call;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Three things of a real account that moto cannot have. A permission boundary that grants the
 * listing of snapshots database by database, and not for one of them: moto matches no resources for
 * RDS. A history: moto dates everything at the moment it is made. And what an alarm said before.
 */
final class EstateRules implements Relay.Rules {
    private static final Pattern SNAPSHOT =
            Pattern.compile("<DBSnapshot>.*?</DBSnapshot>", Pattern.DOTALL);
    private static final Pattern IDENTIFIER =
            Pattern.compile("<DBSnapshotIdentifier>([^<]*)</DBSnapshotIdentifier>");
    private static final Pattern TAKEN =
            Pattern.compile("(<(?:OriginalSnapshot|Snapshot)CreateTime>)[^<]*(<)");

    private final Map<String, Instant> history;
    private final AlarmHistory alarms;

    EstateRules(Map<String, Instant> history, AlarmHistory alarms) {
        this.history = Map.copyOf(history);
        this.alarms = alarms;
    }

    @Override
    public Optional<Relay.Answer> answer(Call call) {
        return alarms.answer(call);
    }

    @Override
    public Optional<String> refuse(Call call) {
        if (!call.is("rds", "DescribeDBSnapshots")
                || !call.region().equals(Estate.HOME)
                || call.field("DBSnapshotIdentifier").isPresent()) {
            return Optional.empty();
        }
        var database = call.field("DBInstanceIdentifier");
        if (database.isPresent() && !database.get().equals(Estate.LEGACY)) {
            return Optional.empty();
        }
        return Optional.of(
                "User is not authorized to perform: rds:DescribeDBSnapshots on resource:"
                        + " arn:aws:rds:eu-west-1:123456789012:%s because no permissions boundary"
                                .formatted(database.map(name -> "db:" + name).orElse("snapshot:*"))
                        + " allows the rds:DescribeDBSnapshots action");
    }

    @Override
    public UnaryOperator<String> alter(Call call) {
        return call.service().equals("rds")
                ? body -> SNAPSHOT.matcher(body).replaceAll(this::dated)
                : UnaryOperator.identity();
    }

    private String dated(java.util.regex.MatchResult found) {
        var snapshot = found.group();
        var id = IDENTIFIER.matcher(snapshot);
        var taken =
                id.find()
                        ? Optional.ofNullable(history.get(id.group(1)))
                        : Optional.<Instant>empty();
        var text =
                taken.map(at -> TAKEN.matcher(snapshot).replaceAll("$1" + at + "$2"))
                        .orElse(snapshot);
        return Matcher.quoteReplacement(text);
    }
}
