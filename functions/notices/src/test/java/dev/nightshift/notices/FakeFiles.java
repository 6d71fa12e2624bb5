package dev.nightshift.notices;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Slack's methods for files: they take forms, and the place for the content takes no token. */
final class FakeFiles {
    /**
     * A file in a thread.
     *
     * @param content in hexadecimal
     */
    record Shared(String name, String title, String thread, String content) {}

    /** One that was announced; mutable, as its content comes later. */
    private static final class Upload {
        private final String name;
        private final int length;
        private byte[] content = new byte[0];

        private Upload(String name, int length) {
            this.name = name;
            this.length = length;
        }
    }

    private final Function<String, URI> places;
    private final BiPredicate<String, String> messages;
    private final Map<String, Upload> uploads = new HashMap<>();
    private final List<Shared> shared = new ArrayList<>();
    private boolean takesFiles = true;

    /**
     * @param places for the content of a file, by its id
     * @param messages whether there is one, by the id of a channel (names are not taken) and its ts
     */
    FakeFiles(Function<String, URI> places, BiPredicate<String, String> messages) {
        this.places = places;
        this.messages = messages;
    }

    void refuse() {
        takesFiles = false;
    }

    List<Shared> shared() {
        return List.copyOf(shared);
    }

    boolean upload(String id, Optional<String> bearer, byte[] content) {
        var upload = uploads.get(id);
        if (bearer.isPresent() || upload == null || upload.length != content.length) {
            return false;
        }
        upload.content = content;
        return true;
    }

    String answer(String method, String type, String body) throws IOException {
        if (!takesFiles) {
            return error("missing_scope");
        }
        if (!type.equals("application/x-www-form-urlencoded")) {
            return error("invalid_arguments");
        }
        var fields = form(body);
        return switch (method) {
            case "files.getUploadURLExternal" -> announce(fields);
            case "files.completeUploadExternal" -> share(fields);
            default -> error("unknown_method");
        };
    }

    private String announce(Map<String, String> fields) {
        var id = "F" + uploads.size();
        uploads.put(
                id,
                new Upload(
                        fields.getOrDefault("filename", ""),
                        Integer.parseInt(fields.getOrDefault("length", "0"))));
        return "{\"ok\":true,\"upload_url\":\"%s\",\"file_id\":\"%s\"}"
                .formatted(places.apply(id), id);
    }

    private String share(Map<String, String> fields) throws IOException {
        var file = new JsonMapper().readTree(fields.getOrDefault("files", "[]")).path(0);
        var upload = uploads.get(file.path("id").asText());
        var thread = fields.getOrDefault("thread_ts", "");
        if (upload == null || upload.content.length == 0) {
            return error("file_not_found");
        }
        if (!messages.test(fields.getOrDefault("channel_id", ""), thread)) {
            return error("channel_not_found");
        }
        shared.add(
                new Shared(
                        upload.name,
                        file.path("title").asText(),
                        thread,
                        HexFormat.of().formatHex(upload.content)));
        return "{\"ok\":true,\"files\":[]}";
    }

    private static String error(String code) {
        return "{\"ok\":false,\"error\":\"%s\"}".formatted(code);
    }

    private static Map<String, String> form(String text) {
        var fields = new HashMap<String, String>();
        for (var pair : text.split("&", -1)) {
            var parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }
}
