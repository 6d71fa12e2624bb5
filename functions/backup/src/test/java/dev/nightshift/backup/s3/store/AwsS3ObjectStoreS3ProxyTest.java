package dev.nightshift.backup.s3.store;

class AwsS3ObjectStoreS3ProxyTest extends S3ProxyServer.Contract {
    private final AwsS3Clients clients = new AwsS3Clients(access());

    @Override
    ObjectStores stores() {
        return region -> new AwsS3ObjectStore(clients, region);
    }
}
