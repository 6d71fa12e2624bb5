package dev.nightshift.cdk;

import dev.nightshift.cdk.Sample.Templates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** A project as a user has it: settings with an overlay, jars, and a cdk folder. */
record Project(Path home) {
    static Project fresh() {
        try {
            var home = Sample.rooms();
            Files.createDirectories(home.resolve("cdk"));
            Files.writeString(home.resolve("cdk/cdk.json"), "{}");
            for (var file : new String[] {"nightshift.yaml", "nightshift.prod.yaml"}) {
                try (InputStream in = Project.class.getResourceAsStream("/" + file)) {
                    Files.copy(Objects.requireNonNull(in), home.resolve(file));
                }
            }
            return new Project(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Request request(String stage) {
        return new Request(
                home, home.resolve("nightshift.yaml"), Optional.of(stage), Options.DEFAULTS);
    }

    Blueprint blueprint(String stage) {
        return request(stage).blueprint(Rooms.AUTOMATIONS);
    }

    Templates synthesize(String stage) {
        try {
            var out = Files.createTempDirectory("nightshift-out");
            NightshiftApp.synthesize(request(stage), out);
            return new Templates(out, "nightshift-" + stage);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void rewrite(String file, String was, String is) throws IOException {
        var path = home.resolve(file);
        var text = Files.readString(path);
        if (!text.contains(was)) {
            throw new AssertionError(file + " does not contain " + was);
        }
        Files.writeString(path, text.replace(was, is));
    }

    /** Made once, because every synthesis takes a second. */
    static final class Stages {
        static final Project PROJECT = fresh();
        static final Templates DEV = PROJECT.synthesize("dev");
        static final Templates PROD = PROJECT.synthesize("prod");

        private Stages() {}
    }
}
