package dev.nightshift.costs.waste;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.costs.waste.aws.AwsPriceList;
import dev.nightshift.costs.waste.aws.AwsWasteClients;
import dev.nightshift.costs.waste.aws.AwsWasteGateway;
import dev.nightshift.costs.waste.price.Prices;
import dev.nightshift.costs.waste.price.ShippedPrices;
import java.time.Clock;
import java.util.List;

/** waste-sweep: finds what is paid for and not used, and acts on it where it is asked to. */
public final class WasteSweep implements AutomationSpec<WasteSettings> {
    @Override
    public String name() {
        return "waste-sweep";
    }

    @Override
    public RecordShape<WasteSettings> shape() {
        return WasteShape.SHAPE;
    }

    @Override
    public Class<? extends RequestStreamHandler> handler() {
        return WasteSweepHandler.class;
    }

    @Override
    public List<Permission> permissions(WasteSettings settings, Place place) {
        return WastePermissions.of(settings, place.scope());
    }

    @Override
    public WasteSweepAutomation create(WasteSettings settings, Place place) {
        var clock = Clock.systemUTC();
        return new WasteSweepAutomation(
                settings,
                place.scope(),
                settings.regions(place.regions().home()).stream()
                        .map(region -> region(region, clock))
                        .toList(),
                clock);
    }

    private static WasteRegion region(String name, Clock clock) {
        var clients = new AwsWasteClients(name);
        return new WasteRegion(
                new AwsWasteGateway(clients, clock),
                Prices.firstOf(new AwsPriceList(clients), ShippedPrices.of(name)));
    }
}
