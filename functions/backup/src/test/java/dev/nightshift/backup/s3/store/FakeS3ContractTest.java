package dev.nightshift.backup.s3.store;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;

/** The fake keeps the contract that the adapters keep. */
class FakeS3ContractTest extends ObjectStoreContract {
    private final FakeS3 s3 = new FakeS3(Clock.systemUTC());

    @Override
    ObjectStores stores() {
        return s3;
    }

    @Override
    void makeBucket(String name, String region, boolean versioned) {
        var bucket = s3.bucket(name, region);
        if (versioned) {
            bucket.versioned();
        }
    }

    @Override
    Set<Gift> gifts() {
        return EnumSet.allOf(Gift.class);
    }

    @Override
    void beginUpload(String bucket, String key) {
        s3.begin(bucket, key);
    }
}
