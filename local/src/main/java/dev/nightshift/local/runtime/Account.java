package dev.nightshift.local.runtime;

import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.wire.AwsAccess;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Whose account, and where its API is.
 *
 * @param endpoint an emulator's, or empty for AWS itself
 * @param credentials of the person at the terminal; a function gets its role's instead
 */
public record Account(Optional<URI> endpoint, AwsCredentialsProvider credentials) {

    /**
     * The account that the usual AWS settings name ({@code AWS_PROFILE}, {@code AWS_ENDPOINT_URL},
     * …).
     */
    public static Account ofEnvironment() {
        return new Account(endpoint(System.getenv()), DefaultCredentialsProvider.builder().build());
    }

    /** Whether the account is an emulator on this machine, and nothing says who is asking it. */
    public static boolean needsMadeUpCredentials(Map<String, String> environment) {
        if (endpoint(environment).filter(Account::isLoopback).isEmpty()) {
            return false;
        }
        try {
            // not the usual chain, which ends with a question to the network
            AwsCredentialsProviderChain.of(
                            SystemPropertyCredentialsProvider.create(),
                            EnvironmentVariableCredentialsProvider.create(),
                            ProfileCredentialsProvider.create())
                    .resolveCredentials();
            return false;
        } catch (SdkClientException none) {
            return true;
        }
    }

    private static Optional<URI> endpoint(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("AWS_ENDPOINT_URL"))
                .filter(url -> !url.isBlank())
                .map(URI::create);
    }

    /** An emulator that lets everyone in. */
    public static Account emulator(URI endpoint) {
        return new Account(Optional.of(endpoint), keys("nightshift", "nightshift"));
    }

    public static AwsCredentialsProvider keys(String id, String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
    }

    /** To ask this account without a client. */
    public AwsAccess access() {
        return new AwsAccess(credentials, endpoint);
    }

    /** A client of this account in a region. */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
            B builder, String region) {
        endpoint.ifPresent(builder::endpointOverride);
        return AwsClients.sync(builder.region(Region.of(region)).credentialsProvider(credentials));
    }

    /** S3 at one host for all buckets, as an emulator without wildcard DNS needs it. */
    public S3Client s3(String region) {
        return client(S3Client.builder().forcePathStyle(endpoint.isPresent()), region);
    }

    private static boolean isLoopback(URI endpoint) {
        try {
            return InetAddress.getByName(endpoint.getHost()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
