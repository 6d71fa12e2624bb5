package dev.nightshift.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.ServerlessChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Aspects;

class NagTest {
    private static List<String> findings = List.of();

    @BeforeAll
    static void check() throws IOException {
        var out = Files.createTempDirectory("nightshift-nag");
        var app = Sample.app(out);
        var stacks = Stacks.in(app, everything());
        Suppressions.in(stacks);
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
        Aspects.of(app).add(ServerlessChecks.Builder.create().verbose(true).build());
        app.synth();
        findings =
                Stream.of(stacks.main(), stacks.recovery())
                        .flatMap(stack -> findings(out, stack.getStackName()))
                        .sorted()
                        .toList();
    }

    /** With what is made only if asked for. */
    private static Blueprint everything() {
        var request = Project.Stages.PROJECT.request("prod");
        var usual = request.options();
        return new Request(
                        request.home(),
                        request.config(),
                        request.stage(),
                        new Options(
                                usual.account(),
                                usual.permissionBoundary(),
                                usual.github(),
                                usual.githubProvider(),
                                usual.vaultLockDays(),
                                usual.recoveryKeyAlias(),
                                usual.budgetUsd(),
                                Optional.of(10),
                                usual.logDays(),
                                Optional.of("acme-costs")))
                .blueprint(Rooms.AUTOMATIONS);
    }

    /** What the packs wrote beside the constructs: path, then rule and reason. */
    private static Stream<String> findings(Path out, String stack) {
        try {
            return Sample.JSON
                    .readTree(out.resolve(stack + ".metadata.json").toFile())
                    .properties()
                    .stream()
                    .flatMap(
                            construct ->
                                    StreamSupport.stream(construct.getValue().spliterator(), false)
                                            .filter(NagTest::isFinding)
                                            .map(
                                                    entry ->
                                                            construct.getKey()
                                                                    + ": "
                                                                    + entry.path("data")
                                                                            .asText()
                                                                            .strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFinding(JsonNode entry) {
        return List.of("aws:cdk:error", "aws:cdk:warning").contains(entry.path("type").asText());
    }

    @Test
    void nothing_is_found_that_is_not_explained() {
        assertThat(findings).isEmpty();
    }
}
