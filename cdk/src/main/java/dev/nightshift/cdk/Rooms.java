package dev.nightshift.cdk;

import dev.nightshift.backup.contabo.ContaboBackup;
import dev.nightshift.backup.drill.RestoreDrill;
import dev.nightshift.backup.rds.RdsBackup;
import dev.nightshift.backup.s3.S3Backup;
import dev.nightshift.certificates.check.CertificateCheck;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.costs.anomaly.CostAnomaly;
import dev.nightshift.costs.report.CostReportSpec;
import dev.nightshift.costs.waste.WasteSweep;
import dev.nightshift.costs.waste.hours.OffHours;
import dev.nightshift.rollback.auto.AutoRollback;
import dev.nightshift.rollback.watch.DeployWatch;
import java.util.List;

/** Every automation there is; nightshift.yaml may name no other. */
public final class Rooms {
    public static final List<AutomationSpec<?>> AUTOMATIONS =
            List.of(
                    new RdsBackup(),
                    new S3Backup(),
                    new ContaboBackup(),
                    new RestoreDrill(),
                    new CertificateCheck(),
                    new CostReportSpec(),
                    new CostAnomaly(),
                    new WasteSweep(),
                    new OffHours(),
                    new AutoRollback(),
                    new DeployWatch());

    private Rooms() {}
}
