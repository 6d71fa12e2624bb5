package dev.nightshift.backup.s3.store;

import dev.nightshift.backup.s3.store.FakeS3.FakeUpload;
import dev.nightshift.backup.s3.store.ObjectStore.Copy;
import dev.nightshift.backup.s3.store.ObjectStore.CopyResult;
import dev.nightshift.backup.s3.store.ObjectStore.Upload;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.util.Optional;
import java.util.function.BiFunction;

/** A copy in parts of a gibibyte, one call after the other. For {@link FakeStore}. */
final class FakeLongCopy {
    private static final long PART_BYTES = 1L << 30;

    private final FakeS3 s3;
    private final String region;
    private final Copy copy;
    private final Optional<LongCopy> progress;
    private final BiFunction<FakeUpload, Integer, CopyResult> complete;
    private Optional<Upload> upload;

    /**
     * @param complete makes the object, of so many parts
     */
    FakeLongCopy(
            FakeS3 s3,
            String region,
            Copy copy,
            Optional<LongCopy> progress,
            BiFunction<FakeUpload, Integer, CopyResult> complete) {
        this.s3 = s3;
        this.region = region;
        this.copy = copy;
        this.progress = progress;
        this.complete = complete;
        this.upload = progress.flatMap(LongCopy::begun);
    }

    Optional<CopyResult> run() {
        try {
            var refused = s3.read("s3:GetObject", this::refusal);
            if (refused.isPresent()) {
                abort();
                return refused;
            }
            return isTimeUp() ? Optional.empty() : parts();
        } catch (CloudException e) {
            boolean passes = e.kind() == Kind.UNREACHABLE || e.kind() == Kind.THROTTLED;
            if (progress.isEmpty() || !passes) {
                abort();
            }
            throw e;
        }
    }

    private boolean isTimeUp() {
        return progress.filter(LongCopy::isTimeUp).isPresent();
    }

    private void abort() {
        upload.ifPresent(
                begun -> {
                    var _ = s3.write("s3:AbortMultipartUpload", () -> s3.end(begun));
                });
    }

    private Optional<CopyResult> parts() {
        var there =
                upload.map(
                        begun ->
                                s3.read(
                                        "s3:ListMultipartUploadParts",
                                        () -> s3.upload(begun).parts().keySet()));
        if (upload.isEmpty()) {
            var begun = s3.write("s3:PutObject", this::begin);
            upload = Optional.of(begun);
            progress.ifPresent(it -> it.began(begun));
        }
        var into = upload.get();
        int parts = Math.toIntExact((source().content().sizeBytes() + PART_BYTES - 1) / PART_BYTES);
        for (int part = 1; part <= parts; part++) {
            int number = part;
            if (there.isPresent() && there.get().contains(number)) {
                continue;
            }
            if (isTimeUp()) {
                return Optional.empty();
            }
            var refused = s3.write("s3:PutObject", () -> part(into, number));
            if (refused.isPresent()) {
                abort();
                return refused;
            }
        }
        return Optional.of(s3.write("s3:PutObject", () -> completed(into, parts)));
    }

    private Upload begin() {
        var _ = s3.served(copy.toBucket(), region);
        return s3.begin(copy.toBucket(), copy.toKey(), Optional.of(source()));
    }

    private FakeObject source() {
        return found().orElseThrow();
    }

    private Optional<FakeObject> found() {
        return s3.found(copy.fromBucket())
                .flatMap(it -> it.object(copy.fromKey(), copy.fromVersion()));
    }

    private Optional<CopyResult> refusal() {
        var source = found();
        if (source.isEmpty()) {
            return Optional.of(new CopyResult.Gone());
        }
        return copy.fromVersion().isEmpty() && FakeStore.differs(copy, source.get())
                ? Optional.of(new CopyResult.Changed())
                : Optional.empty();
    }

    private Optional<CopyResult> part(Upload into, int number) {
        var refused = refusal();
        if (refused.isEmpty()) {
            s3.upload(into).parts().put(number, source().etag());
            s3.countPart(copy, number);
        }
        return refused;
    }

    private CopyResult completed(Upload into, int parts) {
        var done = s3.upload(into);
        if (done.parts().size() != parts || done.parts().values().stream().distinct().count() > 1) {
            throw new CloudException(Kind.REJECTED, "InvalidPart: " + done.parts());
        }
        var result = complete.apply(done, parts);
        var _ = s3.end(into);
        return result;
    }
}
