package dev.nightshift.rollback.events;

import static dev.nightshift.rollback.events.EventFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Who made a call, as a person would say it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">
 *     CloudTrail userIdentity element</a>
 */
final class Identities {
    private Identities() {}

    static Optional<String> of(JsonNode identity) {
        return text(identity, "invokedBy")
                .or(() -> text(identity, "userName"))
                .or(
                        () ->
                                "Root".equals(identity.path("type").asText())
                                        ? Optional.of("the root user")
                                        : Optional.empty())
                .or(() -> text(identity, "arn").map(Identities::ofArn))
                .or(() -> text(identity, "principalId"));
    }

    /** The name in an ARN, and the role that it took on. */
    static String ofArn(String arn) {
        var parts = arn.split("/", -1);
        return parts.length == 3 && parts[0].endsWith(":assumed-role")
                ? parts[2] + " (" + parts[1] + ")"
                : parts[parts.length - 1];
    }
}
