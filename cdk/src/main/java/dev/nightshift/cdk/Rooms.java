package dev.nightshift.cdk;

import dev.nightshift.backup.contabo.ContaboBackup;
import dev.nightshift.backup.drill.RestoreDrill;
import dev.nightshift.backup.rds.RdsBackup;
import dev.nightshift.backup.s3.S3Backup;
import dev.nightshift.certificates.check.CertificateCheck;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.costs.report.CostReport;
import dev.nightshift.costs.waste.WasteSweep;
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
                    new CostReport(),
                    new WasteSweep());

    private Rooms() {}
}
