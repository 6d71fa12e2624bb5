package dev.nightshift.backup.s3.store;

import dev.nightshift.core.wire.Proxies;
import dev.nightshift.core.wire.WirePool;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** S3 as the environment's settings name it, by region. Made once; safe for many threads. */
public final class AwsObjectStores implements ObjectStores {
    private final S3Access access;
    private final AwsS3Clients clients;
    private final boolean proxied;
    private final WirePool pool = new WirePool();
    private final Map<String, WireS3> wires = new ConcurrentHashMap<>();
    private final Map<String, ObjectStore> sdks = new ConcurrentHashMap<>();
    private final Map<String, ObjectStore> stores = new ConcurrentHashMap<>();

    AwsObjectStores(S3Access access) {
        this.access = access;
        this.clients = new AwsS3Clients(access);
        this.proxied =
                Proxies.areBefore(access.endpoint(), System.getenv(), System.getProperties());
    }

    /** Credentials and endpoint as the SDK finds them; nothing is asked for yet. */
    public static AwsObjectStores fromEnvironment() {
        return new AwsObjectStores(S3Access.fromEnvironment());
    }

    @Override
    public ObjectStore at(String region) {
        if (proxied) {
            return throughSdk(region);
        }
        return stores.computeIfAbsent(
                region,
                any -> new WireObjectStore(wire(region), () -> throughSdk(region), this::wire));
    }

    /** The same through the SDK's client alone: slower, and what the wire is measured against. */
    public ObjectStore throughSdk(String region) {
        return sdks.computeIfAbsent(region, any -> new AwsS3ObjectStore(clients, region));
    }

    private WireS3 wire(String region) {
        return wires.computeIfAbsent(region, any -> new WireS3(access, region, pool));
    }
}
