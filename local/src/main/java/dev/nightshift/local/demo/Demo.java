package dev.nightshift.local.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.nightshift.backup.history.BackupOverview;
import dev.nightshift.certificates.check.CertificateCheck;
import dev.nightshift.certificates.check.CertificateCheckAutomation;
import dev.nightshift.certificates.check.CertificateOverview;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.Settings;
import dev.nightshift.core.config.SettingsLoader;
import dev.nightshift.local.cli.Synthesis;
import dev.nightshift.local.deploy.LocalDeployment;
import dev.nightshift.local.deploy.Progress;
import dev.nightshift.local.emulator.Emulator;
import dev.nightshift.local.emulator.EmulatorOptions;
import dev.nightshift.local.emulator.RunningEmulator;
import dev.nightshift.local.overview.Backups;
import dev.nightshift.local.report.HtmlReport;
import dev.nightshift.local.report.Story;
import dev.nightshift.local.report.Story.Fact;
import dev.nightshift.local.report.Story.Kind;
import dev.nightshift.local.report.Story.Line;
import dev.nightshift.local.report.Story.Tone;
import dev.nightshift.local.report.Timeline;
import dev.nightshift.local.runtime.Account;
import dev.nightshift.local.runtime.Invoker;
import dev.nightshift.local.runtime.QueuePump;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Plays the whole story and says whether it ended as it should. */
public final class Demo {
    /** How far the charts of the report go back. */
    private static final Duration SHOWN = Duration.ofDays(30);

    private final Path home;
    private final Path out;
    private final List<AutomationSpec<?>> known;
    private final Clock clock;
    private final Teller teller;

    /**
     * @param home the root of the repository
     * @param said where the story is told as it happens
     */
    public Demo(Path home, List<AutomationSpec<?>> known, PrintStream said, Clock clock) {
        this.home = home;
        this.out = home.resolve("target/demo");
        this.known = List.copyOf(known);
        this.clock = clock;
        this.teller = new Teller(said, clock);
    }

    /** Leaves {@code target/demo/{timeline.json,notices/*.json,report.html}}. */
    public Story play() {
        try (var closer = new Closer(teller::stop)) {
            Fresh.folder(out);
            var storefront = Storefront.open(out);
            closer.atEnd(storefront::close);
            var config = settingsFile(storefront);
            var emulator = startEmulator(closer);
            var slack = SlackStandIn.start();
            closer.atEnd(slack::close);
            var anyone = Account.emulator(emulator.endpoint());
            var estate = new Estate(anyone);
            estate.build(clock.instant(), slack.apiBaseUrl());
            var media = new Media(anyone);
            media.build();
            BadRelease.shop(anyone).build(2);
            storefront.importInto(anyone, Estate.HOME);
            new Bills(anyone).build(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
            teller.tell(
                    Kind.SETUP,
                    Tone.QUIET,
                    ("an estate: shop with %d backups, the newest two days old; orders, a cluster"
                                    + " with none; legacy, which the function may not read; a"
                                    + " bucket of %d objects; a web site whose certificate ends in"
                                    + " %d days; what three clouds have charged; a function"
                                    + " with a good release")
                            .formatted(
                                    estate.history().size(),
                                    media.content().size(),
                                    Storefront.DAYS_LEFT));
            deploy(config, emulator);
            QueuePump.takeOver(anyone, Estate.HOME);
            var operator = Estate.operator(anyone, emulator.endpoint());
            var roles = RolesByAction.loosen(anyone, "nightshift-");
            if (emulator.kind().equals(RunningEmulator.MOTO)) {
                Emulator.enforceIam(emulator);
                teller.tell(
                        Kind.SETUP,
                        Tone.QUIET,
                        "the emulator now checks every call against the actions of its role",
                        roles.stream().map(role -> new Line("role", role, "")).toList());
            }
            var alarms = new AlarmHistory();
            var relay =
                    Relay.before(emulator.endpoint(), new EstateRules(estate.history(), alarms));
            closer.atEnd(relay::close);
            var invoker = new Invoker(operator, Optional.of(relay.endpoint()), home);
            closer.atEnd(invoker::close);
            speakThrough(relay, operator);

            var settings = SettingsLoader.load(config, Optional.empty(), known, clock.instant());
            var post = new PostRoom(operator, invoker, slack, teller);
            closer.atEnd(post::close);
            var night = new Night(settings, operator, invoker, post, teller, clock);
            night.fireAll(emulator);
            var release = new BadRelease(home, operator, alarms, night);
            release.play();
            post.deliverAll();
            return finish(emulator, operator, estate, media, release, slack, settings);
        }
    }

    private Path settingsFile(Storefront storefront) {
        var file = out.resolve("nightshift.yaml");
        try (var source = Demo.class.getResourceAsStream("nightshift.yaml")) {
            if (source == null) {
                throw new IllegalStateException("nightshift.yaml of the demo is not in the jar");
            }
            var text = new String(source.readAllBytes(), StandardCharsets.UTF_8);
            return Files.writeString(
                    file, text.replace("PORT", Integer.toString(storefront.port())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunningEmulator startEmulator(Closer closer) {
        var environment = new HashMap<>(System.getenv());
        environment.remove("AWS_ENDPOINT_URL");
        var emulator = Emulator.in(out.resolve("emulator"), environment);
        closer.atEnd(emulator::stop);
        var running = emulator.start(EmulatorOptions.defaults());
        teller.tell(
                Kind.SETUP,
                Tone.QUIET,
                "an emulator of its own: %s at %s".formatted(running.kind(), running.endpoint()));
        return running;
    }

    private void deploy(Path config, RunningEmulator emulator) {
        var cdkOut = out.resolve("cdk.out");
        Synthesis.run(home, config, Optional.empty(), cdkOut);
        teller.tell(Kind.SETUP, Tone.QUIET, "the CDK app, synthesized");
        System.setProperty("aws.accessKeyId", "nightshift");
        System.setProperty("aws.secretAccessKey", "nightshift");
        var result = LocalDeployment.deploy(cdkOut, emulator.endpoint(), Progress.silent());
        var faults =
                result.faults().stream()
                        .map(fault -> new Line("differs", fault.toString(), ""))
                        .toList();
        teller.tell(
                Kind.SETUP,
                faults.isEmpty() ? Tone.GOOD : Tone.BAD,
                "deployed: %d resources in %d stacks, %s"
                        .formatted(
                                result.resources().size(),
                                result.outputs().size(),
                                faults.isEmpty()
                                        ? "compared with the templates"
                                        : "not all as the templates say"),
                faults);
    }

    /** The plans that are shown are made in this process, and see what the functions see. */
    private static void speakThrough(Relay relay, Account operator) {
        var keys = operator.credentials().resolveCredentials();
        System.setProperty("aws.endpointUrl", relay.endpoint().toString());
        System.setProperty("aws.accessKeyId", keys.accessKeyId());
        System.setProperty("aws.secretAccessKey", keys.secretAccessKey());
    }

    private Story finish(
            RunningEmulator emulator,
            Account operator,
            Estate estate,
            Media media,
            BadRelease release,
            SlackStandIn slack,
            Settings settings) {
        try (var inspection = new Inspection(operator);
                var vault = new Vault(operator)) {
            var expectations = new Expectations(inspection, estate, slack, teller.entries());
            var checks = new ArrayList<>(expectations.checks());
            checks.addAll(VaultExpectations.of(vault, media, inspection));
            var certificates = certificates(settings);
            certificates.ifPresent(
                    overview ->
                            checks.addAll(CertificateExpectations.of(overview, slack.received())));
            var page = Bills.page(operator);
            page.ifPresent(html -> write(out.resolve("costs.html"), html));
            checks.addAll(BillExpectations.of(page, slack.received()));
            checks.addAll(
                    ReleaseExpectations.of(release.live(), teller.entries(), slack.received()));
            var story =
                    new Story(
                            "Nightshift demo",
                            "One night on one machine: what woke it, what it planned, what it did, and"
                                    + " what it told people.",
                            teller.start(),
                            clock.instant(),
                            List.of(
                                    new Fact("Emulator", emulator.kind()),
                                    new Fact("Stage", settings.stage()),
                                    new Fact("Home", settings.regions().home()),
                                    new Fact("Recovery", settings.regions().recovery())),
                            teller.entries(),
                            expectations.databases(),
                            checks);
            write(out.resolve("timeline.json"), Timeline.json(story).toPrettyString());
            write(
                    out.resolve("report.html"),
                    HtmlReport.of(story, backups(settings), certificates));
            writeNotices(slack);
            return story;
        }
    }

    /** How the backups stand in the end, as {@code nightshift history backups} shows it. */
    private Optional<BackupOverview> backups(Settings settings) {
        return Backups.of(settings)
                .map(
                        history ->
                                BackupOverview.of(
                                        history.observe(clock.instant(), SHOWN, any -> true),
                                        SHOWN));
    }

    /** How the certificates stand in the end. */
    private Optional<CertificateOverview> certificates(Settings settings) {
        var spec = new CertificateCheck();
        return settings.automation(spec)
                .map(
                        own -> {
                            var place =
                                    new Place(
                                            new Scope(settings.stage(), own.name()),
                                            settings.regions());
                            return CertificateOverview.of(
                                    own.own(),
                                    CertificateCheckAutomation.of(own.own(), place)
                                            .observe(clock.instant()));
                        });
    }

    private void writeNotices(SlackStandIn slack) {
        var number = 0;
        for (var received : slack.received()) {
            number++;
            var node =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("at", received.at().toString())
                            .put("method", received.method())
                            .put("answered", received.answered());
            received.messageId().ifPresent(id -> node.put("ts", id));
            node.set("body", received.body());
            write(
                    out.resolve("notices").resolve("%03d.json".formatted(number)),
                    node.toPrettyString());
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the results are. */
    public Path folder() {
        return out;
    }
}
