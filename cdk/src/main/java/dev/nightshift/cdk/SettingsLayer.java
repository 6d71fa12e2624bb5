package dev.nightshift.cdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/**
 * The effective settings as a Lambda layer, so that a published version of a function is its code
 * and its settings together (docs/decisions/0011-settings-in-a-layer.md).
 */
final class SettingsLayer {
    private static final String FILE = "nightshift.yaml";

    /** Where a function finds it. */
    static final String MOUNTED = "/opt/" + FILE;

    private SettingsLayer() {}

    static LayerVersion in(Construct scope, Blueprint blueprint) {
        try {
            var folder = Files.createTempDirectory("nightshift-settings");
            var file = folder.resolve(FILE);
            try {
                Files.writeString(file, blueprint.settings());
                // The construct is named by the content: a change of the settings alone makes
                // another layer, hence another version of every function.
                return LayerVersion.Builder.create(
                                scope, "Settings" + fingerprint(blueprint.settings()))
                        .layerVersionName(blueprint.name("settings"))
                        .description("The effective " + FILE + " of stage " + blueprint.stage())
                        .code(Code.fromAsset(folder.toString()))
                        .compatibleRuntimes(List.of(Runtime.JAVA_25))
                        .compatibleArchitectures(List.of(Architecture.ARM_64))
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .build();
            } finally {
                // the asset has been copied by now
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint(String settings) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(settings.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
