package dev.nightshift.backup;

import dev.nightshift.core.automation.Run;
import dev.nightshift.core.notice.Notice;
import java.util.List;

/** Puts a run into words. */
final class RdsBackupReport {
    private RdsBackupReport() {}

    static List<Notice> of(RdsBackupSettings settings, Run<RdsBackupFacts, RdsBackupAction> run) {
        return List.of();
    }
}
