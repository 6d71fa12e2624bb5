package dev.nightshift.cdk;

import dev.nightshift.backup.s3.S3BackupSettings;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.config.ConfigException;
import dev.nightshift.core.config.SettingsLoader;
import dev.nightshift.costs.report.CostReportSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be synthesized.
 *
 * @param home the root of the project
 * @param config the file of settings
 * @param stage empty for the one that the file names
 */
public record Request(Path home, Path config, Optional<String> stage, Options options) {
    /**
     * @throws UsageException with all that is wrong with the settings
     */
    Blueprint blueprint(List<AutomationSpec<?>> known) {
        try {
            var settings = SettingsLoader.load(config, stage, known);
            return new Blueprint(
                    settings.stage(),
                    settings.regions(),
                    settings.effective(),
                    settings.notices().slack().secret(),
                    settings.notices().slack().approvals(),
                    settings.notices().emails(),
                    settings.notices().runbooks().toString(),
                    settings.automations().stream()
                            .map(
                                    automation ->
                                            Scheduled.of(
                                                    automation,
                                                    settings.stage(),
                                                    settings.regions()))
                            .toList(),
                    settings.automations().stream()
                            .map(automation -> (Object) automation.own())
                            .filter(S3BackupSettings.class::isInstance)
                            .map(S3BackupSettings.class::cast)
                            .flatMap(buckets -> buckets.transition().stream())
                            .findFirst(),
                    settings.automations().stream()
                            .map(automation -> (Object) automation.own())
                            .filter(CostReportSettings.class::isInstance)
                            .map(CostReportSettings.class::cast)
                            .flatMap(costs -> costs.budgets().stream())
                            .toList(),
                    options,
                    new Jars(home));
        } catch (ConfigException e) {
            throw new UsageException(
                    e.problems().stream().map(problem -> problem.toString()).toList());
        }
    }
}
