package dev.nightshift.rollback.watch;

import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.rollback.watch.DeployWatchAction.MarkGood;
import dev.nightshift.rollback.watch.DeployWatchAction.PurgeCache;
import dev.nightshift.rollback.watch.DeployWatchAction.RecordRelease;

/** Makes the effects: upon what is on record then, not upon what was read before. */
final class DeployWatchEffects {
    private final DeployWatchGateway gateway;

    DeployWatchEffects(DeployWatchGateway gateway) {
        this.gateway = gateway;
    }

    Applied apply(DeployWatchAction action) {
        return switch (action) {
            case RecordRelease it -> record(it);
            case MarkGood it -> markGood(it);
            case PurgeCache it ->
                    new Outcome.Done(gateway.purge(it.distribution(), it.reference()));
        };
    }

    private Applied record(RecordRelease action) {
        var wanted = action.wanted();
        var written =
                gateway.register()
                        .change(
                                wanted.target(),
                                wanted.revision(),
                                known ->
                                        known.map(
                                                        stored ->
                                                                Merging.forward(
                                                                        action.known(),
                                                                        wanted,
                                                                        stored))
                                                .orElse(wanted));
        return new Outcome.Done("%s since %s".formatted(written.phase(), written.at()));
    }

    private Applied markGood(MarkGood action) {
        var release = action.release();
        // a rollback may have begun since the facts were read
        var quarantined = gateway.register().docket(release.target()).quarantined();
        if (quarantined.contains(release.revision())) {
            return new Outcome.Refused(release.revision() + " was taken back meanwhile");
        }
        var written =
                gateway.register()
                        .change(
                                release.target(),
                                release.revision(),
                                known -> Merging.good(known.orElse(release), action.at()));
        return new Outcome.Done(
                written.goodAt().map(at -> "good since " + at).orElse("it is on record"));
    }
}
