package dev.nightshift.backup.drill;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.backup.drill.DrillSettings.DatabaseDrill;
import dev.nightshift.backup.drill.sql.JdbcCheck;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.store.AwsObjectStores;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.config.RecordShape;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** restore-drill: restores backups into an isolated place, looks at them, and tidies up. */
public final class RestoreDrill implements AutomationSpec<DrillSettings> {
    @Override
    public String name() {
        return "restore-drill";
    }

    @Override
    public RecordShape<DrillSettings> shape() {
        return DrillShape.SHAPE;
    }

    @Override
    public Class<? extends RequestStreamHandler> handler() {
        return RestoreDrillHandler.class;
    }

    @Override
    public List<Permission> permissions(DrillSettings settings, Place place) {
        return DrillPermissions.of(settings, place);
    }

    @Override
    public Optional<Network> network(DrillSettings settings) {
        return settings.network();
    }

    @Override
    public Automation<?, ?> create(DrillSettings settings, Place place) {
        var clients = new AwsDrillClients();
        var gateway = new AwsDrillGateway(clients);
        var home = place.regions().home();
        var depot =
                new Depot(
                        AwsObjectStores.fromEnvironment(),
                        () ->
                                settings.vault()
                                        .orElseGet(
                                                () ->
                                                        vault(
                                                                settings,
                                                                place,
                                                                clients.account(home))),
                        place.scope());
        var buckets = new SampleDrills(depot, settings, place, Clock.systemUTC());
        return new DrillAutomation(
                settings,
                place.scope(),
                new DrillObserver(
                        gateway,
                        depot.log(),
                        buckets,
                        settings,
                        place.scope(),
                        home,
                        regions(settings, place)),
                new DrillEffects(
                        gateway,
                        new JdbcCheck(),
                        depot.log(),
                        buckets,
                        place.scope(),
                        Clock.systemUTC()));
    }

    /** Where backups and evidence are. */
    static Vault vault(DrillSettings settings, Place place, String account) {
        return settings.vault()
                .orElseGet(
                        () -> Vault.of(place.scope().stage(), account, place.regions().recovery()));
    }

    /** In which drills may have restored something, now or before the settings were changed. */
    static List<String> regions(DrillSettings settings, Place place) {
        var regions = new TreeSet<String>();
        regions.add(place.regions().home());
        regions.add(place.regions().recovery());
        settings.databases().stream()
                .map(DatabaseDrill::from)
                .flatMap(Optional::stream)
                .forEach(regions::add);
        return List.copyOf(regions);
    }
}
