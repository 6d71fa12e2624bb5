package dev.nightshift.core.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.nightshift.core.automation.AutomationSpec;
import java.util.List;

/** Writes the JSON Schema of nightshift.yaml, for editors. */
public final class SchemaWriter {
    private SchemaWriter() {}

    /** JSON Schema 2020-12, as text that is the same for the same automations. */
    public static String schema(List<AutomationSpec<?>> known) {
        var root = JsonNodeFactory.instance.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "nightshift.yaml");
        root.put(
                "description",
                "Settings of Nightshift. An overlay nightshift.<stage>.yaml holds only what differs"
                        + " for a stage.");
        root.setAll(SettingsShape.whole(known).schema());
        return PrettyJson.print(root);
    }
}
