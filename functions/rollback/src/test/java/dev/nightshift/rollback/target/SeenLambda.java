package dev.nightshift.rollback.target;

import dev.nightshift.core.wire.AwsAccess;
import dev.nightshift.core.wire.AwsApi;
import dev.nightshift.core.wire.AwsService;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The real adapter, with its calls on the list. */
record SeenLambda(LambdaAliases real, Wire wire) implements LambdaAliases {
    static SeenLambda at(URI endpoint, Wire wire) {
        var access =
                new AwsAccess(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")),
                        Optional.of(endpoint));
        return new SeenLambda(
                new WireLambda(new AwsApi(access, AwsService.LAMBDA, "eu-central-1")), wire);
    }

    @Override
    public Alias alias(String function, String name) {
        wire.made("lambda:GetAlias");
        return real.alias(function, name);
    }

    @Override
    public List<String> versions(String function) {
        wire.made("lambda:ListVersionsByFunction");
        return real.versions(function);
    }

    @Override
    public Optional<Version> version(String function, String version) {
        wire.made("lambda:GetFunctionConfiguration");
        return real.version(function, version);
    }

    @Override
    public boolean point(String function, String name, String version, String revision) {
        wire.made("lambda:UpdateAlias");
        return real.point(function, name, version, revision);
    }
}
