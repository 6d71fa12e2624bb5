package dev.nightshift.backup.s3.store;

import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A fast S3 in this process that nobody here wrote; it checks signatures. */
final class S3ProxyServer implements AutoCloseable {
    private static final String IDENTITY = "test";

    private final S3Proxy proxy;

    S3ProxyServer() {
        proxy =
                S3Proxy.builder()
                        .blobStore(new TransientNio2BlobStore())
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .awsAuthentication(AuthenticationType.AWS_V4, IDENTITY, IDENTITY)
                        .ignoreUnknownHeaders(true)
                        .build();
        try {
            proxy.start();
        } catch (Exception e) {
            throw new IllegalStateException("s3proxy did not start", e);
        }
    }

    S3Access access() {
        return new S3Access(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(IDENTITY, IDENTITY)),
                java.util.Optional.of(URI.create("http://127.0.0.1:" + proxy.getPort())));
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("s3proxy did not stop", e);
        }
    }

    /** The contract, as far as it goes here. */
    abstract static class Contract extends ObjectStoreContract {
        private static final S3ProxyServer SERVER = new S3ProxyServer();

        private final AwsS3Clients clients = new AwsS3Clients(access());

        static S3Access access() {
            return SERVER.access();
        }

        @Override
        void makeBucket(String name, String region, boolean versioned) {
            clients.at(region).createBucket(request -> request.bucket(name));
        }

        @Override
        Set<Gift> gifts() {
            return EnumSet.of(Gift.COPY_CONDITIONS, Gift.UPLOADS);
        }

        @Override
        String objection(String key) {
            return ("/" + key + "/").matches("(?s).*/\\.{0,2}/.*")
                    ? "s3proxy keeps objects as files, and has no such path"
                    : "";
        }

        @Override
        void beginUpload(String bucket, String key) {
            clients.at(REGION).createMultipartUpload(request -> request.bucket(bucket).key(key));
        }
    }
}
