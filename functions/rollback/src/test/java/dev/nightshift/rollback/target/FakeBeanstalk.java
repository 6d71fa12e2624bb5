package dev.nightshift.rollback.target;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One environment of Elastic Beanstalk, which is Updating until it is settled; the emulator cannot
 * update one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_EnvironmentDescription.html">
 *     EnvironmentDescription</a>
 */
final class FakeBeanstalk extends StandIn {
    private final int versions;
    private final Map<Integer, String> statuses = new HashMap<>();
    private final Map<Integer, String> descriptions = new HashMap<>();
    private String label;
    private String status = "Ready";

    FakeBeanstalk(int versions, String label) {
        this.versions = versions;
        this.label = label;
    }

    synchronized void settle() {
        status = "Ready";
    }

    synchronized void update(String version) {
        label = version;
        status = "Updating";
    }

    synchronized void version(int number, String is) {
        statuses.put(number, is);
    }

    synchronized void describe(int number, String words) {
        descriptions.put(number, words);
    }

    @Override
    Reply answer(Ask ask) {
        var action = ask.field("Action").orElse("");
        return switch (action) {
            case "DescribeEnvironments" ->
                    Reply.xml(
                            action,
                            "<Environments><member><EnvironmentName>prod</EnvironmentName><VersionLabel>%s</VersionLabel><Status>%s</Status></member></Environments>"
                                    .formatted(label, status));
            case "DescribeApplicationVersions" -> page(ask);
            case "UpdateEnvironment" -> {
                if (!status.equals("Ready")) {
                    yield Reply.noXml("InvalidParameterValue", "is in an invalid state");
                }
                update(ask.field("VersionLabel").orElseThrow());
                yield Reply.xml(action, "<Status>Updating</Status>");
            }
            default -> Reply.noXml("InvalidAction", action);
        };
    }

    /** Two a page. */
    private Reply page(Ask ask) {
        int from = ask.field("NextToken").map(Integer::parseInt).orElse(1);
        var label = ask.field("VersionLabels.member.1");
        var members = new StringBuilder();
        for (int number = from;
                number < (label.isPresent() ? versions + 1 : Math.min(from + 2, versions + 1));
                number++) {
            if (label.isPresent() && !label.get().equals("v" + number)) {
                continue;
            }
            members.append(
                    "<member><VersionLabel>v%1$d</VersionLabel><DateCreated>2026-11-0%1$dT00:00:00Z</DateCreated><Status>%2$s</Status>%3$s</member>"
                            .formatted(
                                    number,
                                    statuses.getOrDefault(number, "Unprocessed"),
                                    Optional.ofNullable(descriptions.get(number))
                                            .map("<Description>%s</Description>"::formatted)
                                            .orElse("")));
        }
        return Reply.xml(
                "DescribeApplicationVersions",
                "<ApplicationVersions>%s</ApplicationVersions>%s"
                        .formatted(
                                members,
                                label.isEmpty() && from + 2 <= versions
                                        ? "<NextToken>" + (from + 2) + "</NextToken>"
                                        : ""));
    }
}
