package dev.nightshift.cdk;

import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.notices.Notifier;
import dev.nightshift.rollback.approvals.ApprovalsFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the deployable jars of the rooms are.
 *
 * @param root of the project
 */
public record Jars(Path root) {
    private static final String ROOMS = "dev.nightshift.";

    /**
     * The jar of the room that a handler belongs to.
     *
     * @throws UsageException if it has not been built
     */
    Path of(Class<?> handler) {
        var room = room(handler);
        var jar = root.resolve("functions/" + room + "/target/" + room + "-lambda.jar");
        if (!Files.isRegularFile(jar)) {
            throw new UsageException(
                    "functions/"
                            + room
                            + "/target/"
                            + room
                            + "-lambda.jar is missing: run ./mvnw -DskipTests package");
        }
        return jar;
    }

    /** The rooms that have a jar, each once. */
    public static List<String> rooms() {
        return Stream.concat(
                        Rooms.AUTOMATIONS.stream().<Class<?>>map(AutomationSpec::handler),
                        Stream.of(Notifier.HANDLER, ApprovalsFunction.HANDLER))
                .map(Jars::room)
                .distinct()
                .toList();
    }

    private static String room(Class<?> handler) {
        var rest = handler.getPackageName().substring(ROOMS.length());
        var dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
