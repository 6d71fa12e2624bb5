package dev.nightshift.costs.anomaly;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.aws.AwsCaller;
import dev.nightshift.costs.explorer.DetectedAnomalies.DetectedAnomaly;
import dev.nightshift.costs.explorer.Explorer;
import dev.nightshift.costs.explorer.RequestLimits;
import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostQuestion;
import dev.nightshift.costs.model.CostSource;
import dev.nightshift.costs.source.Sources;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The sources of the settings; AWS's own findings where Cost Explorer may be asked. */
record SourcedAnomalies(
        List<CostSource> sources,
        Optional<Explorer> explorer,
        Function<Finding, Attribution> makers)
        implements CostAnomalyGateway {
    static SourcedAnomalies of(Sources known, Trail.Regions trails, String home, Clock clock) {
        var sources = new ArrayList<>(known.exports(clock.instant()).values());
        var explorer = known.explorer(RequestLimits.MONTHLY, clock);
        explorer.ifPresent(asked -> sources.add(asked.costs()));
        // asked for only if something costs more
        var caller = new AwsCaller(home);
        return new SourcedAnomalies(
                List.copyOf(sources),
                explorer,
                finding -> new Makers(trails, home, caller.account()).of(finding));
    }

    @Override
    public List<CostData> figures(CostQuestion question) {
        var data = new ArrayList<CostData>();
        for (var source : sources) {
            data.addAll(source.read(question));
        }
        return data;
    }

    @Override
    public Detected detected(LocalDate first, LocalDate last) {
        if (explorer.isEmpty()) {
            return new Detected.Off();
        }
        try {
            int days = (int) ChronoUnit.DAYS.between(first, last) + 1;
            return new Detected.Found(
                    explorer.get().anomalies().lastDays(days).stream()
                            .map(SourcedAnomalies::anomaly)
                            .toList());
        } catch (CloudException unread) {
            return new Detected.Unknown(unread.getMessage());
        }
    }

    private static Detected.Anomaly anomaly(DetectedAnomaly found) {
        var cause = found.causes().stream().findFirst();
        return new Detected.Anomaly(
                found.id(),
                cause.flatMap(it -> it.service()).or(found::monitored).orElse(""),
                cause.flatMap(it -> it.account()).orElse(""),
                found.first(),
                found.last(),
                found.impact());
    }

    @Override
    public Attribution maker(Finding finding) {
        return makers.apply(finding);
    }
}
