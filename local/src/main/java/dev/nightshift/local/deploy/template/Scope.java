package dev.nightshift.local.deploy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What is known where an intrinsic is resolved. */
public interface Scope {
    /** Nothing made yet: enough for conditions, which may refer to parameters only. */
    static Scope empty() {
        return new Scope() {
            @Override
            public Optional<String> ref(String logicalId) {
                return Optional.empty();
            }

            @Override
            public Optional<JsonNode> attribute(String logicalId, String name) {
                return Optional.empty();
            }

            @Override
            public Optional<JsonNode> exported(String name) {
                return Optional.empty();
            }
        };
    }

    /** What {@code Ref} gives for a resource that has been made. */
    Optional<String> ref(String logicalId);

    /** What {@code Fn::GetAtt} gives for a resource that has been made. */
    Optional<JsonNode> attribute(String logicalId, String name);

    /** What another stack of the same account and region exports. */
    Optional<JsonNode> exported(String name);
}
