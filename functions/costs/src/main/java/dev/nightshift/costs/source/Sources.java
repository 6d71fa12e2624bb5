package dev.nightshift.costs.source;

import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.aws.AwsCaller;
import dev.nightshift.core.text.Globs;
import dev.nightshift.costs.explorer.Explorer;
import dev.nightshift.costs.explorer.ExplorerPermissions;
import dev.nightshift.costs.explorer.RequestLimits;
import dev.nightshift.costs.focus.FocusSource;
import dev.nightshift.costs.focus.S3Exports;
import dev.nightshift.costs.model.CostSource;
import dev.nightshift.costs.source.SourceSettings.ExportPlace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sources that the settings name, in the place that the function runs in. */
public final class Sources {
    private static final String SHELF = "explorer/";

    private final SourceSettings settings;
    private final String home;
    private final AwsCaller caller;

    private Sources(SourceSettings settings, String home) {
        this.settings = settings;
        this.home = home;
        this.caller = new AwsCaller(home);
    }

    public static Sources of(SourceSettings settings, Place place) {
        return new Sources(settings, place.regions().home());
    }

    /** By their names in words, such as {@code s3://billing/focus}. */
    public Map<String, CostSource> exports(Instant now) {
        var sources = new LinkedHashMap<String, CostSource>();
        for (var place : settings.exports()) {
            var exports = S3Exports.of(place.region().orElse(home), place.bucket(), place.prefix());
            sources.put(
                    exports.place(),
                    FocusSource.of(
                            exports, Globs.compile(place.files()), FocusSource.MOST_KEYS, now));
        }
        return sources;
    }

    /**
     * Cost Explorer for one run, if it is to be asked.
     *
     * @param mostRequests that this run may pay for
     */
    public Optional<Explorer> explorer(int mostRequests, InstantSource clock) {
        return settings.costExplorer()
                ? settings.bucket()
                        .map(
                                bucket ->
                                        Explorer.of(
                                                home,
                                                caller.account(),
                                                Explorer.shelf(home, bucket, SHELF),
                                                new RequestLimits(
                                                        settings.mostRequestsPerMonth(),
                                                        mostRequests),
                                                clock))
                : Optional.empty();
    }

    /** What a role must allow to read them; for Cost Explorer only the costs themselves. */
    public static List<Permission> permissions(SourceSettings settings) {
        var permissions = new ArrayList<Permission>();
        for (var place : settings.exports()) {
            permissions.addAll(permissions(place));
        }
        if (settings.costExplorer()) {
            permissions.add(ExplorerPermissions.costs());
            settings.bucket()
                    .ifPresent(
                            bucket -> permissions.addAll(ExplorerPermissions.shelf(bucket, SHELF)));
        }
        return permissions;
    }

    private static List<Permission> permissions(ExportPlace place) {
        return List.of(
                Permission.read(
                        "finds the exports of costs",
                        List.of("s3:ListBucket"),
                        "arn:{partition}:s3:::" + place.bucket()),
                Permission.read(
                        "reads the exports of costs",
                        List.of("s3:GetObject"),
                        "arn:{partition}:s3:::%s/%s*".formatted(place.bucket(), place.prefix())));
    }
}
