package dev.nightshift.backup.s3.store;

/** The wire before the SDK. */
class AwsObjectStoresS3ProxyTest extends S3ProxyServer.Contract {
    private final AwsObjectStores stores = new AwsObjectStores(access());

    @Override
    ObjectStores stores() {
        return stores;
    }
}
