package dev.nightshift.certificates.acm;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.regions.Region;

/** The adapter's clients, pointed at an emulator, with a list of what they were used for. */
final class MotoCertificates extends AwsCertificatesClients {
    private final URI endpoint;
    private final Set<String> calls = new ConcurrentSkipListSet<>();

    MotoCertificates(URI endpoint) {
        super("eu-west-1");
        this.endpoint = endpoint;
    }

    /** As IAM names them, such as {@code acm:ListCertificates}. */
    Set<String> calls() {
        return Set.copyOf(calls);
    }

    @Override
    <B extends AwsClientBuilder<B, C>, C> B at(Region region, B builder) {
        builder.credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
        return super.at(region, builder)
                .endpointOverride(endpoint)
                .overrideConfiguration(
                        override -> override.addExecutionInterceptor(new Recorder()));
    }

    private final class Recorder implements ExecutionInterceptor {
        @Override
        public void beforeTransmission(
                Context.BeforeTransmission context, ExecutionAttributes attributes) {
            var service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
            var operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
            calls.add(
                    String.valueOf(service).toLowerCase(Locale.ROOT).replace(" ", "")
                            + ":"
                            + operation);
        }
    }
}
