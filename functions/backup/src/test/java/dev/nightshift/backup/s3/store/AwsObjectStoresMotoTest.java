package dev.nightshift.backup.s3.store;

/** The wire before the SDK. */
class AwsObjectStoresMotoTest extends MotoS3Contract {
    private final AwsObjectStores stores = new AwsObjectStores(access());

    @Override
    ObjectStores stores() {
        return stores;
    }
}
