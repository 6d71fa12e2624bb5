package dev.nightshift.local.runtime;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.local.runtime.DeployedFunction.Artifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Gets hold of deployed code by its hash, and unpacks it once per hash. Lambda hands out a link; an
 * emulator may not, so the buckets that CDK uploads to and the local build are looked through for a
 * file of exactly that hash. Nothing else is ever run.
 */
final class Artifacts {
    private final Account account;
    private final String region;
    private final Path unpacked;
    private final List<Path> builds;

    /**
     * @param unpacked where to keep the unpacked files, a folder for each hash
     * @param builds folders in which zip and jar files of a local build lie
     */
    Artifacts(Account account, String region, Path unpacked, List<Path> builds) {
        this.account = account;
        this.region = region;
        // entries are compared with it, to keep them inside
        this.unpacked = unpacked.normalize();
        this.builds = List.copyOf(builds);
    }

    /**
     * A folder with what the zip file holds.
     *
     * @throws CloudException if no place has it
     */
    Path unpack(Artifact artifact) {
        var digest = HexFormat.of().formatHex(Base64.getDecoder().decode(artifact.sha256()));
        var folder = unpacked.resolve(digest);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Files.createDirectories(unpacked);
            var fresh = Files.createTempDirectory(unpacked, "unpacking-");
            unzip(fetch(artifact), fresh);
            try {
                Files.move(fresh, folder);
            } catch (IOException e) {
                if (!Files.isDirectory(folder)) {
                    throw e;
                }
                // someone else was faster with the same bytes
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("could not unpack " + artifact.label(), e);
        }
    }

    private byte[] fetch(Artifact artifact) throws IOException {
        return linked(artifact)
                .or(() -> uploaded(artifact))
                .or(() -> built(artifact))
                .orElseThrow(
                        () ->
                                new CloudException(
                                        Kind.NOT_FOUND,
                                        ("the code of %s (SHA-256 %s) is nowhere to be had: not by"
                                                        + " link, not in a CDK asset bucket, not in the local"
                                                        + " build; deploy it again")
                                                .formatted(artifact.label(), artifact.sha256())));
    }

    private Optional<byte[]> linked(Artifact artifact) {
        return artifact.location()
                .filter(this::reachable)
                .flatMap(link -> download(artifact, link));
    }

    /** An emulator may name a host of AWS's, which has never heard of that file. */
    private boolean reachable(URI link) {
        return account.endpoint()
                .map(endpoint -> link.getAuthority().equals(endpoint.getAuthority()))
                .orElse(true);
    }

    private static Optional<byte[]> download(Artifact artifact, URI link) {
        try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
            var request = HttpRequest.newBuilder(link).timeout(Duration.ofMinutes(2)).build();
            var answer = http.send(request, BodyHandlers.ofByteArray());
            return Optional.of(answer.body())
                    .filter(body -> answer.statusCode() == 200 && isThat(artifact, body));
        } catch (IOException e) {
            throw new CloudException(
                    Kind.UNREACHABLE, "could not download the code of " + artifact.label(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloudException(Kind.UNREACHABLE, "interrupted while downloading", e);
        }
    }

    private Optional<byte[]> uploaded(Artifact artifact) {
        if (account.endpoint().isEmpty()) {
            return Optional.empty();
        }
        try (var s3 = account.s3(region)) {
            return s3.listBuckets().buckets().stream()
                    .map(bucket -> bucket.name())
                    .filter(name -> name.startsWith("cdk-") && name.contains("-assets-"))
                    .flatMap(bucket -> sameSize(s3, bucket, artifact))
                    .filter(body -> isThat(artifact, body))
                    .findFirst();
        } catch (SdkException e) {
            throw AwsErrors.translate("look for the code of " + artifact.label() + " in S3", e);
        }
    }

    private static Stream<byte[]> sameSize(S3Client s3, String bucket, Artifact artifact) {
        return s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
                .filter(object -> object.size() == artifact.size())
                .map(S3Object::key)
                .map(
                        key ->
                                s3.getObjectAsBytes(get -> get.bucket(bucket).key(key))
                                        .asByteArrayUnsafe());
    }

    private Optional<byte[]> built(Artifact artifact) {
        return builds.stream()
                .filter(Files::isDirectory)
                .flatMap(folder -> filesOfSize(folder, artifact.size()))
                .map(Artifacts::read)
                .filter(body -> isThat(artifact, body))
                .findFirst();
    }

    private static Stream<Path> filesOfSize(Path folder, long size) {
        try (var files = Files.list(folder)) {
            return files
                    .filter(file -> Files.isRegularFile(file) && length(file) == size)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isThat(Artifact artifact, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(body);
            return Base64.getEncoder().encodeToString(digest).equals(artifact.sha256());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void unzip(byte[] zip, Path folder) throws IOException {
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                var target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("a zip entry points outside: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.resolveSibling("."));
                    Files.copy(entries, target);
                }
            }
        }
    }
}
