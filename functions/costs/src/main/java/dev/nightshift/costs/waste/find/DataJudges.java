package dev.nightshift.costs.waste.find;

import dev.nightshift.costs.waste.find.Verdict.Unknown;
import dev.nightshift.costs.waste.find.Verdict.Waste;
import dev.nightshift.costs.waste.price.PriceKey;
import dev.nightshift.costs.waste.price.PriceKey.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Logs, buckets, images, secrets. */
final class DataJudges {
    private DataJudges() {}

    static List<Verdict> logGroup(Detail.LogGroup group, Thresholds limits) {
        return group.retentionDays().isPresent()
                ? List.of()
                : List.of(
                        new Waste(
                                WasteKind.ENDLESS_LOGS,
                                "keeps what is logged for ever, "
                                        + Numbers.gibInWords(group.storedBytes())
                                        + " so far",
                                "set a retention of " + limits.retentionDays() + " days",
                                List.of(
                                        new Charge(
                                                PriceKey.of(Item.LOG_STORAGE),
                                                Numbers.gib(group.storedBytes()))),
                                true));
    }

    static List<Verdict> bucket(Detail.Bucket bucket) {
        var verdicts = new ArrayList<Verdict>();
        var lifecycle = bucket.lifecycle();
        if (lifecycle.value().isEmpty()) {
            verdicts.add(
                    new Unknown(
                            WasteKind.BUCKETS_WITHOUT_LIFECYCLE,
                            "its lifecycle could not be read: " + lifecycle.whyNot()));
            return verdicts;
        }
        if (!lifecycle.value().get().aborts()) {
            var uploads = bucket.staleUploads();
            if (uploads.value().isEmpty()) {
                verdicts.add(
                        new Unknown(
                                WasteKind.INCOMPLETE_UPLOADS,
                                "its uploads could not be listed: " + uploads.whyNot()));
            } else if (uploads.value().get() > 0) {
                verdicts.add(
                        new Waste(
                                WasteKind.INCOMPLETE_UPLOADS,
                                uploads.value().get()
                                        + " multipart uploads were begun more than 7 days ago and"
                                        + " never completed, and no rule aborts them",
                                "add a lifecycle rule that aborts them after 7 days",
                                List.of(),
                                false));
            }
        }
        if (lifecycle.value().get().rules() == 0) {
            verdicts.add(
                    new Waste(
                            WasteKind.BUCKETS_WITHOUT_LIFECYCLE,
                            "has no lifecycle rule: everything stays, in the class it came in",
                            "decide what may expire or move to a colder class",
                            List.of(),
                            false));
        }
        return verdicts;
    }

    static List<Verdict> repository(Detail.Repository repository, Thresholds limits, Instant at) {
        var images = repository.images();
        if (images.value().isEmpty()) {
            return List.of(
                    new Unknown(
                            WasteKind.UNUSED_IMAGES,
                            "its images could not be listed: " + images.whyNot()));
        }
        var unused =
                images.value().get().stream()
                        .filter(
                                image ->
                                        Numbers.isOlder(
                                                image.pulled().orElse(image.pushed()),
                                                limits.unusedAge(),
                                                at))
                        .filter(image -> Numbers.isOlder(image.pushed(), limits.unusedAge(), at))
                        .toList();
        long bytes = unused.stream().mapToLong(Detail.Image::bytes).sum();
        return unused.isEmpty()
                ? List.of()
                : List.of(
                        new Waste(
                                WasteKind.UNUSED_IMAGES,
                                unused.size()
                                        + " of "
                                        + images.value().get().size()
                                        + " images were not pulled for "
                                        + limits.unusedAge().toDays()
                                        + " days, "
                                        + Numbers.gibInWords(bytes)
                                        + " at most: layers are shared",
                                "add a lifecycle policy; an image that still runs may not have"
                                        + " been pulled for long",
                                List.of(
                                        new Charge(
                                                PriceKey.of(Item.IMAGE_STORAGE),
                                                Numbers.gib(bytes))),
                                true));
    }

    /**
     * Secrets Manager leaves the day of the last access out of a secret that was never read in this
     * region.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_SecretListEntry.html">
     *     SecretListEntry</a>
     */
    static List<Verdict> secret(
            Resource resource, Detail.Secret secret, Thresholds limits, Instant at) {
        if (resource.created().isEmpty()) {
            return List.of(
                    new Unknown(
                            WasteKind.UNUSED_SECRETS,
                            "Secrets Manager does not tell since when it is there"));
        }
        var last = secret.accessed().orElse(resource.created().get());
        return Numbers.isOlder(last, limits.unusedAge(), at)
                ? List.of(
                        new Waste(
                                WasteKind.UNUSED_SECRETS,
                                secret.accessed()
                                        .map(
                                                day ->
                                                        "last read "
                                                                + Numbers.days(day, at)
                                                                + " days ago")
                                        .orElse(
                                                "never read in this region since it was made "
                                                        + Numbers.days(last, at)
                                                        + " days ago"),
                                "delete it, with 30 days in which it can be restored",
                                List.of(Charge.of(PriceKey.of(Item.SECRET), 1)),
                                false))
                : List.of();
    }
}
