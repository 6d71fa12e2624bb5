package dev.nightshift.costs.report;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.costs.explorer.ExplorerPermissions;
import dev.nightshift.costs.source.Sources;
import java.util.ArrayList;
import java.util.List;

/** cost-report: what the accounts cost, in Slack and on a page. It only watches. */
public final class CostReportSpec implements AutomationSpec<CostReportSettings> {
    @Override
    public String name() {
        return "cost-report";
    }

    @Override
    public RecordShape<CostReportSettings> shape() {
        return CostReportShape.SHAPE;
    }

    @Override
    public Class<? extends RequestStreamHandler> handler() {
        return CostReportHandler.class;
    }

    @Override
    public List<Permission> permissions(CostReportSettings settings, Place place) {
        var permissions = new ArrayList<>(Sources.permissions(settings.sources()));
        if (settings.sources().costExplorer()) {
            permissions.add(ExplorerPermissions.forecasts());
            permissions.add(ExplorerPermissions.commitments());
            permissions.add(ExplorerPermissions.purchases());
            permissions.add(ExplorerPermissions.budgets());
        }
        settings.bucket().ifPresent(bucket -> permissions.addAll(S3Pages.permissions(bucket)));
        return permissions;
    }

    @Override
    public Automation<?, ?> create(CostReportSettings settings, Place place) {
        return new CostReportAutomation(settings, CostReportGateways.of(settings, place));
    }
}
