package dev.nightshift.notices;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * One message in Block Kit. What breaks a limit of Slack cannot be made.
 *
 * @param text for notifications and for clients that show no blocks; already escaped
 * @see <a href="https://docs.slack.dev/reference/block-kit/blocks">Blocks and their limits</a>
 */
record SlackMessage(String text, List<Block> blocks) {
    static final int MAX_BLOCKS = 50;
    static final int MAX_HEADER = 150;
    static final int MAX_SECTION = 3_000;
    static final int MAX_FIELD = 2_000;
    static final int MAX_FIELDS = 10;
    static final int MAX_CONTEXT_ELEMENTS = 10;
    static final int MAX_ID = 255;
    static final int MAX_BUTTONS = 25;

    /** Of a dialog; a button's own label may have 75. */
    static final int MAX_BUTTON = 30;

    static final int MAX_VALUE = 2_000;
    static final int MAX_CONFIRM = 300;

    /**
     * Of all text in a message together, the fallback included. Slack refuses somewhere near 10,000
     * though every block is legal, and documents nothing.
     */
    static final int MAX_TEXT = 9_000;

    SlackMessage {
        blocks = List.copyOf(blocks);
        within("blocks", blocks.size(), 1, MAX_BLOCKS);
        within("text of a message", length(text, blocks), 1, MAX_TEXT - 1);
    }

    /** A block that we use. */
    sealed interface Block {
        int length();

        ObjectNode json();
    }

    /**
     * @param markup whether Slack may read it as mrkdwn; nothing that others wrote, but for what
     *     {@link SlackText} has made harmless
     * @param value escaped
     */
    record Text(boolean markup, String value) {
        static Text plain(String value) {
            return new Text(false, value);
        }

        static Text markup(String value) {
            return new Text(true, value);
        }

        private ObjectNode json() {
            var node = JSON.objectNode().put("type", markup ? "mrkdwn" : "plain_text");
            node.put("text", value);
            // verbatim: no names or addresses turned into links; emoji: no :colons: made of symbols
            return markup ? node.put("verbatim", true) : node.put("emoji", false);
        }
    }

    record Header(String title) implements Block {
        Header {
            within("header", title.length(), 1, MAX_HEADER);
        }

        @Override
        public int length() {
            return title.length();
        }

        @Override
        public ObjectNode json() {
            return block("header").set("text", Text.plain(title).json());
        }
    }

    record Section(Text body) implements Block {
        Section {
            within("section", body.value().length(), 1, MAX_SECTION);
        }

        @Override
        public int length() {
            return body.value().length();
        }

        @Override
        public ObjectNode json() {
            return block("section").set("text", body.json());
        }
    }

    /** Two columns, filled row by row. */
    record Fields(List<Text> cells) implements Block {
        Fields {
            cells = List.copyOf(cells);
            within("fields", cells.size(), 1, MAX_FIELDS);
            cells.forEach(cell -> within("field", cell.value().length(), 1, MAX_FIELD));
        }

        @Override
        public int length() {
            return lengthOf(cells);
        }

        @Override
        public ObjectNode json() {
            return block("section").set("fields", array(cells));
        }
    }

    /** Small print. */
    record Context(List<Text> elements) implements Block {
        Context {
            elements = List.copyOf(elements);
            within("context elements", elements.size(), 1, MAX_CONTEXT_ELEMENTS);
            elements.forEach(text -> within("context", text.value().length(), 1, MAX_FIELD));
        }

        @Override
        public int length() {
            return lengthOf(elements);
        }

        @Override
        public ObjectNode json() {
            return block("context").set("elements", array(elements));
        }
    }

    /** Buttons side by side. */
    record Actions(String id, List<Button> buttons) implements Block {
        Actions {
            buttons = List.copyOf(buttons);
            within("block id", id.length(), 1, MAX_ID);
            within("buttons", buttons.size(), 1, MAX_BUTTONS);
        }

        @Override
        public int length() {
            return buttons.stream().mapToInt(Button::length).sum();
        }

        @Override
        public ObjectNode json() {
            var elements = JSON.arrayNode();
            buttons.forEach(button -> elements.add(button.json()));
            return block("actions").put("block_id", id).set("elements", elements);
        }
    }

    /**
     * A button that tells the app that it was pressed.
     *
     * @param value what a press sends along
     * @param primary green; else red
     * @param confirm what to ask before; empty for nothing
     */
    record Button(
            String actionId,
            String label,
            String value,
            boolean primary,
            Optional<String> confirm) {
        Button {
            within("action id", actionId.length(), 1, MAX_ID);
            within("button", label.length(), 1, MAX_BUTTON);
            within("value of a button", value.length(), 1, MAX_VALUE);
            confirm.ifPresent(text -> within("confirmation", text.length(), 1, MAX_CONFIRM));
        }

        /** What the confirmation says counts as well: nobody knows what Slack counts. */
        private int length() {
            return label.length() + confirm.map(text -> text.length() + 2 * MAX_BUTTON).orElse(0);
        }

        private ObjectNode json() {
            var node = JSON.objectNode().put("type", "button").put("action_id", actionId);
            node.set("text", Text.plain(label).json());
            node.put("value", value).put("style", primary ? "primary" : "danger");
            confirm.ifPresent(
                    text -> {
                        var dialog = node.putObject("confirm");
                        dialog.set("title", Text.plain("Are you sure?").json());
                        dialog.set("text", Text.plain(text).json());
                        dialog.set("confirm", Text.plain(label).json());
                        dialog.set("deny", Text.plain("Not now").json());
                        dialog.put("style", primary ? "primary" : "danger");
                    });
            return node;
        }
    }

    /** The part that is the same for a new message, an update and a webhook. */
    ObjectNode json() {
        var array = JSON.arrayNode();
        blocks.forEach(block -> array.add(block.json()));
        var node = JSON.objectNode().put("text", text);
        node.set("blocks", array);
        return node;
    }

    int length() {
        return length(text, blocks);
    }

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static int length(String text, List<Block> blocks) {
        return text.length() + blocks.stream().mapToInt(Block::length).sum();
    }

    private static int lengthOf(List<Text> texts) {
        return texts.stream().mapToInt(text -> text.value().length()).sum();
    }

    private static ArrayNode array(List<Text> texts) {
        var array = JSON.arrayNode();
        texts.forEach(text -> array.add(text.json()));
        return array;
    }

    private static ObjectNode block(String type) {
        return JSON.objectNode().put("type", type);
    }

    private static void within(String what, int size, int least, int most) {
        if (size < least || size > most) {
            throw new IllegalArgumentException(
                    what + ": " + size + ", Slack takes " + least + " to " + most);
        }
    }
}
