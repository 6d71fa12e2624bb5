package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.store.Body;
import dev.nightshift.backup.s3.store.FakeS3;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.testing.Faults;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3control.S3ControlClient;

/** {@link AwsBatchJobs} with the SDK's own clients, before a {@link JobsServer}. */
final class HttpJobs implements TestJobs {
    /** Clients that find the server, and what hosts they would have asked. */
    static final class Clients {
        final S3ControlClient control;
        final S3Client store;
        final List<String> hosts = new CopyOnWriteArrayList<>();

        Clients(URI address) {
            var credentials =
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
            control =
                    AwsClients.sync(
                            S3ControlClient.builder()
                                    .region(Region.EU_CENTRAL_1)
                                    .credentialsProvider(credentials)
                                    // an account before an address of numbers is no host at all
                                    .endpointOverride(
                                            URI.create("http://localhost:" + address.getPort()))
                                    .overrideConfiguration(
                                            it -> it.addExecutionInterceptor(new ToLoopback())));
            store =
                    AwsClients.sync(
                            S3Client.builder()
                                    .region(Region.EU_CENTRAL_1)
                                    .credentialsProvider(credentials)
                                    .endpointOverride(address)
                                    .forcePathStyle(true));
        }

        /** The SDK puts the account before the name of the host, and nobody resolves that here. */
        private final class ToLoopback implements ExecutionInterceptor {
            @Override
            public SdkHttpRequest modifyHttpRequest(
                    Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
                hosts.add(context.httpRequest().host());
                return context.httpRequest().toBuilder().host("127.0.0.1").build();
            }
        }
    }

    private final JobsServer server;
    private final Faults faults;
    final JobsAccount account;
    private final AwsBatchJobs jobs;

    HttpJobs(JobsServer server, Clients clients, FakeS3 s3, Faults faults, Clock clock) {
        this.server = server;
        this.faults = faults;
        this.account = new JobsAccount(s3, clock);
        this.jobs =
                new AwsBatchJobs(() -> JobsServer.ACCOUNT, () -> "aws") {
                    @Override
                    S3ControlClient control(String region) {
                        return clients.control;
                    }

                    @Override
                    S3Client store(String region) {
                        return clients.store;
                    }
                };
        server.serve(account);
    }

    @Override
    public String writeList(Vault vault, String key, Body csv) {
        return faults.write(
                "s3:PutObject",
                () -> {
                    server.serve(account);
                    return jobs.writeList(vault, key, csv);
                });
    }

    @Override
    public String create(Order order) {
        return faults.write(
                "s3:CreateJob",
                () -> {
                    server.serve(account);
                    return jobs.create(order);
                });
    }

    @Override
    public Optional<State> state(Vault vault, String id) {
        return faults.read(
                "s3:DescribeJob",
                () -> {
                    server.serve(account);
                    return jobs.state(vault, id);
                });
    }

    @Override
    public HttpJobs refusing(String key) {
        account.refusing(key);
        return this;
    }

    @Override
    public Set<String> made() {
        return account.tokens();
    }

    @Override
    public void settle() {
        for (int i = 0; i < 4; i++) {
            account.step();
        }
    }
}
