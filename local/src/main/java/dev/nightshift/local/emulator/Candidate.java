package dev.nightshift.local.emulator;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A way to an emulator on this machine, from the most to the least wanted. */
sealed interface Candidate {
    /** The release of moto that the local deployment's known differences were seen with. */
    String MOTO_VERSION = "5.2.1";

    /** The last tag that starts without a token. */
    String LOCALSTACK_IMAGE = "localstack/localstack:4.14.0";

    /** Starts it, or says in a few words why it cannot be. */
    Attempt start(Launcher launcher, Path workDir, EmulatorOptions options);

    /** How it went. */
    sealed interface Attempt {
        /** It answers. */
        record Started(EmulatorState state) implements Attempt {}

        /** It cannot be had here. */
        record NotHere(String reason) implements Attempt {}
    }

    /** {@code moto_server} as the user installed it. */
    record MotoOnPath() implements Candidate {
        @Override
        public Attempt start(Launcher launcher, Path workDir, EmulatorOptions options) {
            return launcher.find("moto_server")
                    .map(
                            program ->
                                    MotoServer.start(
                                            launcher,
                                            workDir,
                                            options,
                                            program,
                                            "AWS_ENDPOINT_URL is not set and moto_server is on PATH"))
                    .orElse(new Attempt.NotHere("moto_server is not on PATH"));
        }
    }

    /**
     * LocalStack in Docker, through the docker program: one pinned image, published on loopback.
     */
    record LocalStackInDocker() implements Candidate {
        private static final Duration PULL = Duration.ofMinutes(5);
        private static final Duration BOOT = Duration.ofMinutes(2);

        @Override
        public Attempt start(Launcher launcher, Path workDir, EmulatorOptions options) {
            var docker = launcher.find("docker");
            if (docker.isEmpty()) {
                return new Attempt.NotHere("docker is not on PATH");
            }
            var program = docker.get().toString();
            var log = EmulatorState.log(workDir);
            var engine =
                    launcher.run(
                            Duration.ofSeconds(10),
                            List.of(program, "version", "--format", "{{.Server.Version}}"),
                            log);
            if (engine.code() != 0) {
                return new Attempt.NotHere("no Docker engine answers");
            }
            var port = options.port().orElseGet(Endpoint::freePort);
            var endpoint = URI.create("http://127.0.0.1:" + port);
            var container = "nightshift-emulator-" + port;
            var run =
                    launcher.run(
                            PULL,
                            List.of(
                                    program,
                                    "run",
                                    "--detach",
                                    "--rm",
                                    "--name",
                                    container,
                                    "--publish",
                                    "127.0.0.1:" + port + ":4566",
                                    "--env",
                                    "EAGER_SERVICE_LOADING=0",
                                    LOCALSTACK_IMAGE),
                            log);
            if (run.code() != 0) {
                return new Attempt.NotHere(
                        "docker run " + LOCALSTACK_IMAGE + " failed: " + run.lastLine());
            }
            var state =
                    EmulatorState.ofContainer(
                            endpoint,
                            RunningEmulator.LOCALSTACK,
                            "AWS_ENDPOINT_URL is not set, moto_server does not run here and Docker"
                                    + " does: "
                                    + LOCALSTACK_IMAGE,
                            container);
            // remembered before it is healthy: a container that never gets there can be stopped
            state.write(workDir);
            if (MotoServer.answersWithin(BOOT, endpoint, () -> true)) {
                return new Attempt.Started(state);
            }
            launcher.run(Duration.ofMinutes(1), List.of(program, "stop", container), log);
            EmulatorState.forget(workDir);
            return new Attempt.NotHere(
                    LOCALSTACK_IMAGE + " did not answer within " + BOOT.toSeconds() + " s");
        }
    }

    /** moto in a virtual environment of Nightshift's own, in the user's cache folder. */
    record MotoInVirtualEnvironment() implements Candidate {
        @Override
        public Attempt start(Launcher launcher, Path workDir, EmulatorOptions options) {
            var python = launcher.find("python3");
            if (python.isEmpty()) {
                return new Attempt.NotHere("python3 is not on PATH");
            }
            var home = cache(launcher).resolve("moto-" + MOTO_VERSION);
            var windows =
                    System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("win");
            var programs = home.resolve(windows ? "Scripts" : "bin");
            var ready = home.resolve("complete");
            if (!Files.exists(ready)) {
                var log = EmulatorState.log(workDir);
                var venv =
                        launcher.run(
                                Duration.ofMinutes(2),
                                List.of(
                                        python.get().toString(),
                                        "-m",
                                        "venv",
                                        "--clear",
                                        home.toString()),
                                log);
                if (venv.code() != 0) {
                    return new Attempt.NotHere("python3 -m venv failed: " + venv.lastLine());
                }
                var pip =
                        launcher.run(
                                Duration.ofMinutes(5),
                                List.of(
                                        programs.resolve("python").toString(),
                                        "-m",
                                        "pip",
                                        "install",
                                        "--quiet",
                                        "--disable-pip-version-check",
                                        "moto[server]==" + MOTO_VERSION),
                                log);
                if (pip.code() != 0) {
                    return new Attempt.NotHere("pip install moto failed: " + pip.lastLine());
                }
                try {
                    Files.createFile(ready);
                } catch (IOException e) {
                    return new Attempt.NotHere(home + " cannot be written: " + e.getMessage());
                }
            }
            return MotoServer.start(
                    launcher,
                    workDir,
                    options,
                    programs.resolve("moto_server"),
                    "AWS_ENDPOINT_URL is not set, neither moto_server nor Docker runs here: moto "
                            + MOTO_VERSION
                            + " in a virtual environment under "
                            + home);
        }

        private static Path cache(Launcher launcher) {
            Map<String, String> environment = launcher.environment();
            var chosen = environment.getOrDefault("XDG_CACHE_HOME", "");
            var base =
                    chosen.isEmpty()
                            ? Path.of(
                                    environment.getOrDefault(
                                            "HOME", System.getProperty("user.home")),
                                    ".cache")
                            : Path.of(chosen);
            return base.resolve("nightshift");
        }
    }
}
