package dev.nightshift.certificates.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.nightshift.certificates.net.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same table as {@link ChainAnalysisTest}, as {@code openssl verify} sees it. */
class OpensslOpinionTest {
    private static final ChainAnalysis ANALYSIS = new ChainAnalysis(Authorities.trust());

    @TempDir private static Path folder;

    static List<Row> rows() {
        return Stream.of(GoodChains.rows(), FaultyChains.rows())
                .flatMap(List::stream)
                // what is not DER cannot be put into a file for it
                .filter(row -> !row.presented().chain().isEmpty())
                .filter(row -> !row.kinds().contains(FaultKind.GARBLED_CERTIFICATE))
                // what is undecided here may be either there
                .filter(row -> judge(row).standing() != ChainVerdict.Standing.UNKNOWN)
                .toList();
    }

    @BeforeAll
    static void the_tool_is_there() throws InterruptedException {
        assumeThat(isThere()).as("openssl 3 or newer on PATH").isTrue();
        write(
                "roots.pem",
                Stream.concat(Stream.of(Authorities.PUBLIC_ROOT), Authorities.ownRoots().stream())
                        .map(Minted::der)
                        .toList());
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return run("openssl", "version").output().startsWith("OpenSSL 3");
        } catch (UncheckedIOException absent) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void openssl_is_of_the_same_opinion_or_the_table_says_why_not(Row row)
            throws InterruptedException {
        var verdict = judge(row);
        var theirs = verify(row);
        boolean accepted = verdict.standing() != ChainVerdict.Standing.BROKEN;
        assertThat(theirs.accepted() == accepted)
                .as("%s%n%s", verdict.faults(), theirs.output())
                .isEqualTo(row.openssl().isEmpty());
    }

    private static ChainVerdict judge(Row row) {
        return ANALYSIS.judge(row.presented(), row.host(), Mint.NOW);
    }

    private record Result(boolean accepted, String output) {}

    private static Result verify(Row row) throws InterruptedException {
        var chain = row.presented().chain();
        write("leaf.pem", chain.subList(0, 1));
        var command = new ArrayList<>(List.of("openssl", "verify", "-no-CApath", "-no-CAstore"));
        command.addAll(List.of("-CAfile", folder.resolve("roots.pem").toString()));
        if (chain.size() > 1) {
            write("chain.pem", chain.subList(1, chain.size()));
            command.addAll(List.of("-untrusted", folder.resolve("chain.pem").toString()));
        }
        boolean address = ExpectedName.of(row.host()) instanceof ExpectedName.Address;
        command.addAll(List.of(address ? "-verify_ip" : "-verify_hostname", row.host()));
        command.addAll(List.of("-purpose", "sslserver"));
        command.addAll(List.of("-attime", String.valueOf(Mint.NOW.getEpochSecond())));
        command.add(folder.resolve("leaf.pem").toString());
        return run(command.toArray(String[]::new));
    }

    private static void write(String name, List<Bytes> certificates) {
        var text = new StringBuilder();
        certificates.forEach(der -> text.append(Minted.pem("CERTIFICATE", der.array())));
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Result run(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            return new Result(process.exitValue() == 0, output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
