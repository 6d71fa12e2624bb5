package dev.nightshift.costs.source;

import java.util.List;
import java.util.Optional;

/**
 * Where figures come from.
 *
 * @param exports files in the FOCUS format, of any cloud; reading them costs nothing to speak of
 * @param costExplorer whether AWS's Cost Explorer is asked, which takes 0.01 USD for each request
 * @param mostRequestsPerMonth what all automations together may ask of it in a calendar month, UTC
 * @param bucket of the home region, in which answers that were paid for are kept for the day and
 *     requests are counted; there is no Cost Explorer without
 */
public record SourceSettings(
        List<ExportPlace> exports,
        boolean costExplorer,
        int mostRequestsPerMonth,
        Optional<String> bucket) {
    public SourceSettings {
        exports = List.copyOf(exports);
    }

    /**
     * A folder of a bucket to which a provider delivers.
     *
     * @param prefix empty for the whole bucket
     * @param region empty for the home region
     * @param files pattern of the paths below the prefix that are read, with {@code *} and {@code
     *     ?}
     */
    public record ExportPlace(
            String bucket, String prefix, Optional<String> region, String files) {}
}
