package dev.nightshift.notices;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import com.slack.api.model.block.ContextBlockElement;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.util.json.GsonBlockElementFactory;
import com.slack.api.util.json.GsonContextBlockElementFactory;
import com.slack.api.util.json.GsonLayoutBlockFactory;
import com.slack.api.util.json.GsonTextObjectFactory;

/** Slack's own model of its blocks, as an oracle: what it reads is what we wrote. */
final class SlackModel {
    private static final Gson GSON =
            new GsonBuilder()
                    .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
                    .registerTypeAdapter(LayoutBlock.class, new GsonLayoutBlockFactory(true))
                    .registerTypeAdapter(TextObject.class, new GsonTextObjectFactory(true))
                    .registerTypeAdapter(BlockElement.class, new GsonBlockElementFactory(true))
                    .registerTypeAdapter(
                            ContextBlockElement.class, new GsonContextBlockElementFactory(true))
                    .create();

    private SlackModel() {}

    /** The blocks after a way through the model and back; as they were, if it knows all of them. */
    static JsonArray throughTheModel(JsonNode blocks) {
        var back = new JsonArray();
        for (var block : JsonParser.parseString(blocks.toString()).getAsJsonArray()) {
            back.add(GSON.toJsonTree(GSON.fromJson(block, LayoutBlock.class), LayoutBlock.class));
        }
        return back;
    }

    static JsonArray asWritten(JsonNode blocks) {
        return JsonParser.parseString(blocks.toString()).getAsJsonArray();
    }
}
