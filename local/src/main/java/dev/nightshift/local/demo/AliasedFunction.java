package dev.nightshift.local.demo;

import dev.nightshift.local.runtime.Account;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Somebody's function in an emulator, behind an alias, of which nothing matters but which of its
 * versions is released. It is never run.
 */
public final class AliasedFunction {
    private static final String ALIAS = "live";
    private static final String TRUST =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
            "Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    private final Account account;
    private final String region;
    private final String name;

    public AliasedFunction(Account account, String region, String name) {
        this.account = account;
        this.region = region;
        this.name = name;
    }

    /** Makes so many versions, and the alias, which points at the first. */
    public void build(int versions) {
        try (var lambda = lambda()) {
            var role = role();
            lambda.createFunction(
                    create ->
                            create.functionName(name)
                                    .runtime("java21")
                                    .handler("a.B")
                                    .role(role)
                                    .code(code -> code.zipFile(zip("1"))));
            for (int version = 1; version <= versions; version++) {
                var content = zip(Integer.toString(version));
                lambda.updateFunctionCode(update -> update.functionName(name).zipFile(content));
                lambda.publishVersion(publish -> publish.functionName(name));
            }
            lambda.createAlias(
                    create -> create.functionName(name).name(ALIAS).functionVersion("1"));
        }
    }

    /** Points the alias at a version. */
    public void release(String version) {
        try (var lambda = lambda()) {
            lambda.updateAlias(
                    update -> update.functionName(name).name(ALIAS).functionVersion(version));
        }
    }

    /** The version that the alias points at. */
    public String live() {
        try (var lambda = lambda()) {
            return lambda.getAlias(get -> get.functionName(name).name(ALIAS)).functionVersion();
        }
    }

    private LambdaClient lambda() {
        return account.client(LambdaClient.builder(), region);
    }

    private String role() {
        try (var iam = account.client(IamClient.builder(), "us-east-1")) {
            return iam.createRole(
                            create ->
                                    create.roleName(name + "-function")
                                            .assumeRolePolicyDocument(TRUST))
                    .role()
                    .arn();
        }
    }

    private static SdkBytes zip(String content) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a.txt"));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }
}
