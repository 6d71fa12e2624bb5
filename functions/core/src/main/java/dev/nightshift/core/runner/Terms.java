package dev.nightshift.core.runner;

import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.AutomationSettings;
import dev.nightshift.core.config.NoticeSettings;
import dev.nightshift.core.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/**
 * On what terms an automation runs.
 *
 * @param runbook finds the page of a runbook by its name
 * @param approvals how long a plan over its caps can be approved
 */
public record Terms(
        Scope scope, Mode mode, Caps caps, Function<String, URI> runbook, Duration approvals) {
    /** With a day to approve what is over its caps. */
    public Terms(Scope scope, Mode mode, Caps caps, Function<String, URI> runbook) {
        this(scope, mode, caps, runbook, NoticeSettings.APPROVAL_VALIDITY);
    }

    public static Terms of(Settings settings, AutomationSettings<?> own) {
        return new Terms(
                new Scope(settings.stage(), own.name()),
                own.mode(),
                own.caps(),
                settings.notices()::runbook,
                settings.notices().approvalValidity());
    }

    /** The same, but without effects. */
    public Terms rehearsed() {
        return new Terms(scope, Mode.DRY_RUN, caps, runbook, approvals);
    }
}
