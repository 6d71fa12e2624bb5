package dev.nightshift.cdk;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;

/**
 * The CDK app, as {@code cdk synth} and {@code cdk deploy} run it from {@code cdk/}. Context, with
 * {@code -c key=value}: {@code config} (the file of settings), {@code stage}, and what {@link
 * Options} lists.
 */
public final class NightshiftApp {
    /** Usage or settings; see the CLI's exit codes. */
    private static final int REFUSED = 2;

    private NightshiftApp() {}

    public static void main(String[] arguments) {
        System.exit(run(Path.of(""), System.getenv(), System.err));
    }

    static int run(Path started, Map<String, String> environment, PrintStream errors) {
        var app = App.Builder.create().analyticsReporting(false).build();
        try {
            var context =
                    new Context(
                            key -> Optional.ofNullable(app.getNode().tryGetContext(key)),
                            environment);
            Stacks.in(app, context.request(started).blueprint(Rooms.AUTOMATIONS));
            app.synth();
            return 0;
        } catch (UsageException e) {
            e.lines().forEach(errors::println);
            return REFUSED;
        }
    }

    /**
     * Synthesizes within this process.
     *
     * @param out the folder of the cloud assembly, such as {@code cdk/cdk.out}
     * @throws UsageException with what a person has to put right
     */
    public static void synthesize(Request request, Path out) {
        var app = App.Builder.create().outdir(out.toString()).analyticsReporting(false).build();
        Stacks.in(app, request.blueprint(Rooms.AUTOMATIONS));
        app.synth();
    }

    /** The request for a file of settings, all else as it is by default. */
    public static Request request(Path started, Path config, Optional<String> stage) {
        return new Request(Home.of(started), config, stage, Options.DEFAULTS);
    }
}
