package dev.nightshift.rollback.target;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Clients that are pointed at a stand-in, and a list of what was asked of it. */
final class Wire implements ExecutionInterceptor {
    private static final List<String> READING =
            List.of("Get", "List", "Describe", "BatchGet", "Head", "GET");

    private final List<String> calls = new ArrayList<>();
    private Runnable before = () -> {};
    private String beforeWhat = "";

    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C at(
            URI endpoint, B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(
                        override ->
                                override.retryStrategy(AwsRetryStrategy.doNotRetry())
                                        .addExecutionInterceptor(this))
                .build();
    }

    /** Somebody else is faster: this happens just before the next call of that name. */
    synchronized void justBefore(String call, Runnable what) {
        beforeWhat = call;
        before = what;
    }

    /** What was asked so far, such as {@code lambda:GetAlias}, since this was called last. */
    synchronized List<String> calls() {
        var made = List.copyOf(calls);
        calls.clear();
        return made;
    }

    /** Those of them that change something. */
    static List<String> effects(List<String> calls) {
        return calls.stream()
                .filter(
                        call ->
                                READING.stream()
                                        .noneMatch(
                                                verb ->
                                                        call.substring(call.indexOf(':') + 1)
                                                                .startsWith(verb)))
                .toList();
    }

    synchronized void record(String call) {
        calls.add(call);
    }

    @Override
    public void beforeTransmission(
            Context.BeforeTransmission context, ExecutionAttributes attributes) {
        var service =
                String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME))
                        .toLowerCase(Locale.ROOT)
                        .replace(" ", "");
        made(service + ":" + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    /** Of somebody who has no client of the SDK. */
    void made(String call) {
        record(call);
        Runnable first = () -> {};
        synchronized (this) {
            if (call.equals(beforeWhat)) {
                beforeWhat = "";
                first = before;
            }
        }
        first.run();
    }
}
