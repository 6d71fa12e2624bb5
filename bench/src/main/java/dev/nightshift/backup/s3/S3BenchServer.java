package dev.nightshift.backup.s3;

import java.net.URI;
import java.util.Properties;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.middleware.Middlewares;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** The S3 server of {@link S3Bench} that nobody here wrote, in a process of its own. */
public final class S3BenchServer {
    private S3BenchServer() {}

    /** Milliseconds of latency per request. Prints its port, and ends with its input. */
    public static void main(String[] arguments) throws Exception {
        var settings = new Properties();
        settings.setProperty("s3proxy.endpoint", "http://127.0.0.1:0");
        settings.setProperty("s3proxy.authorization", "none");
        settings.setProperty("s3proxy.ignore-unknown-headers", "true");
        settings.setProperty("s3proxy.jetty.max-threads", "400");
        if (!arguments[0].equals("0")) {
            settings.setProperty("s3proxy.latency-blobstore", "true");
            settings.setProperty("s3proxy.latency-blobstore.*.latency", arguments[0]);
        }
        var proxy =
                S3Proxy.Builder.fromProperties(settings)
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .blobStore(
                                Middlewares.wrap(
                                        new TransientNio2BlobStore(),
                                        settings,
                                        _ -> new TransientNio2BlobStore()))
                        .build();
        proxy.start();
        System.out.println(proxy.getPort());
        while (System.in.read() >= 0) {
            // until whoever started it ends
        }
        proxy.stop();
        System.exit(0);
    }
}
