package dev.nightshift.cdk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the project lies, from wherever in it the app was started. */
final class Home {
    private Home() {}

    /**
     * @throws UsageException if the folder is not within the project
     */
    static Path of(Path started) {
        var absolute = started.toAbsolutePath().normalize();
        return Stream.iterate(absolute, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isRegularFile(folder.resolve("cdk/cdk.json")))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UsageException(
                                        absolute
                                                + " is not within the project: start from its root"
                                                + " or from cdk/"));
    }
}
