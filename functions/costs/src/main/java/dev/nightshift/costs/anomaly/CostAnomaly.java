package dev.nightshift.costs.anomaly;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.costs.explorer.ExplorerPermissions;
import dev.nightshift.costs.source.Sources;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** cost-anomaly: tells what costs more than it used to, and why. It only watches. */
public final class CostAnomaly implements AutomationSpec<CostAnomalySettings> {
    @Override
    public String name() {
        return "cost-anomaly";
    }

    @Override
    public RecordShape<CostAnomalySettings> shape() {
        return CostAnomalyShape.SHAPE;
    }

    @Override
    public Class<? extends RequestStreamHandler> handler() {
        return CostAnomalyHandler.class;
    }

    @Override
    public List<Permission> permissions(CostAnomalySettings settings, Place place) {
        var permissions = new ArrayList<>(Sources.permissions(settings.sources()));
        if (settings.sources().costExplorer()) {
            permissions.add(ExplorerPermissions.anomalies());
        }
        permissions.add(AwsTrail.permission());
        return permissions;
    }

    @Override
    public Automation<?, ?> create(CostAnomalySettings settings, Place place) {
        var sources = Sources.of(settings.sources(), place);
        var home = place.regions().home();
        var trails = AwsTrail.everywhere();
        return new CostAnomalyAutomation(
                settings, () -> SourcedAnomalies.of(sources, trails, home, Clock.systemUTC()));
    }
}
