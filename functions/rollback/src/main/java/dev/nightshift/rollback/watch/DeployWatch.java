package dev.nightshift.rollback.watch;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.automation.Wake;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.Settings;
import dev.nightshift.core.ledger.DynamoLedgerStore;
import dev.nightshift.core.wire.AwsApi;
import dev.nightshift.core.wire.AwsService;
import dev.nightshift.rollback.auto.AutoRollback;
import dev.nightshift.rollback.check.CloudWatchAlarms;
import dev.nightshift.rollback.check.NetworkChecks;
import dev.nightshift.rollback.events.LedgerDeploymentLog;
import dev.nightshift.rollback.release.LedgerRegister;
import dev.nightshift.rollback.target.Targets;
import dev.nightshift.rollback.webhook.WebhookHandler;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** deploy-watch: which release is live, since when, by whom, and whether it is good. */
public final class DeployWatch implements AutomationSpec<DeployWatchSettings> {
    private static final AutoRollback GUARDED = new AutoRollback();

    private final Consumer<EventNotes> noting;

    public DeployWatch() {
        this(_ -> {});
    }

    /**
     * @param noting gets what writes events down, with the settings of the automation that is made
     */
    DeployWatch(Consumer<EventNotes> noting) {
        this.noting = noting;
    }

    @Override
    public String name() {
        return "deploy-watch";
    }

    @Override
    public RecordShape<DeployWatchSettings> shape() {
        return DeployWatchShape.SHAPE;
    }

    @Override
    public Class<? extends RequestStreamHandler> handler() {
        return DeployWatchHandler.class;
    }

    /** Services are named once: under auto-rollback. */
    @Override
    public List<AutomationSpec<?>> companions() {
        return List.of(GUARDED);
    }

    @Override
    public DeployWatchSettings joined(DeployWatchSettings own, Settings file) {
        return file.automation(GUARDED)
                .map(guarded -> own.with(GUARDED.joined(guarded.own(), file).services()))
                .orElse(own);
    }

    /**
     * @throws IllegalArgumentException if there is nothing to watch, or something is said of a
     *     service that is none
     */
    @Override
    public List<Permission> permissions(DeployWatchSettings settings, Place place) {
        if (settings.services().isEmpty()) {
            throw new IllegalArgumentException(
                    "automations.deploy-watch watches the services of automations.auto-rollback:"
                            + " name them there");
        }
        settings.problem()
                .ifPresent(
                        problem -> {
                            throw new IllegalArgumentException(
                                    "automations.deploy-watch." + problem);
                        });
        return DeployWatchPermissions.of(settings);
    }

    @Override
    public Optional<Webhook> webhook(DeployWatchSettings settings, Place place) {
        return settings.webhooks().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Webhook(
                                "deploy-webhook",
                                WebhookHandler.class,
                                DeployWatchPermissions.ofWebhooks(settings, place)));
    }

    @Override
    public List<Wake> wakes(DeployWatchSettings settings, Place place) {
        return DeployWatchWakes.of(settings);
    }

    @Override
    public Automation<?, ?> create(DeployWatchSettings settings, Place place) {
        var clock = Clock.systemUTC();
        var home = place.regions().home();
        var targets = new Targets(home, clock);
        var store = DynamoLedgerStore.in(home, place.ledger());
        var log = new LedgerDeploymentLog(store, clock);
        noting.accept(new EventNotes(settings, log));
        return new DeployWatchAutomation(
                settings,
                new AwsDeployWatchGateway(
                        targets::of,
                        targets::mark,
                        new CloudWatchAlarms(AwsApi.of(AwsService.CLOUDWATCH, home)),
                        new NetworkChecks(),
                        new LedgerRegister(store, clock),
                        log,
                        (distribution, reference) ->
                                targets.invalidation(distribution).begin(reference)));
    }
}
