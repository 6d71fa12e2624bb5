package dev.nightshift.backup.s3.restore;

import dev.nightshift.backup.s3.store.FakeBucket;
import dev.nightshift.backup.s3.store.FakeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Keys that S3 takes and careless code does not, each with an object that is no better. */
public final class HostileKeys {
    private static final List<String> KEYS =
            List.of(
                    " ",
                    "a b",
                    "a+b",
                    "a%20b",
                    "a%2Fb",
                    "%",
                    "100%/off",
                    "ä/ö ü.txt",
                    "\u65e5\u672c/\u8a9e",
                    "\ud83d\ude00/\ud83d\ude80.png",
                    "\uffee after the surrogates, not before",
                    "line\nbreak",
                    "carriage\rreturn",
                    "tab\there",
                    "bell\u0007",
                    "/",
                    "//",
                    "/leading",
                    "trailing/",
                    "a//b",
                    "a///",
                    ".",
                    "..",
                    "./a",
                    "../a",
                    "a/./b",
                    "a/../b",
                    "?query=1&x=2#part",
                    "a&b=c;d",
                    "<xml>&amp;\"'",
                    "quote\"d",
                    "back\\slash",
                    "{curly}[square]",
                    "*?",
                    "~tilde|pipe^",
                    "$dollar`tick`",
                    "nul\u0001",
                    "comma, semi; colon:",
                    "e\u0301 is not \u00e9",
                    "\u00e9 is not e\u0301",
                    "x".repeat(1_024),
                    "/".repeat(1_024),
                    "\u00e4".repeat(512),
                    "\ud83d\ude00".repeat(256));
    private static final String LETTERS = "abAB09 +%/.-_~\u00e9\u65e5\ud83d\ude00&?#=\n";

    private HostileKeys() {}

    /** That many different keys, the same for the same number. */
    public static List<String> keys(int count) {
        var keys = new java.util.LinkedHashSet<>(KEYS);
        var random = new Random(20261122);
        var letters = LETTERS.codePoints().toArray();
        while (keys.size() < count) {
            var key = new StringBuilder();
            for (int i = 1 + random.nextInt(40); i > 0; i--) {
                key.appendCodePoint(letters[random.nextInt(letters.length)]);
            }
            keys.add(key.toString());
        }
        return List.copyOf(new ArrayList<>(keys).subList(0, count));
    }

    static void fill(FakeBucket bucket, int count) {
        var random = new Random(7);
        int number = 0;
        for (var key : keys(count)) {
            number++;
            var bytes = new byte[number % 9 == 0 ? 0 : random.nextInt(4_096)];
            random.nextBytes(bytes);
            var object = FakeObject.of(bytes);
            if (number % 2 == 0) {
                object =
                        object.withProperty("content-type", "text/plain; charset=utf-8")
                                .withProperty("cache-control", "max-age=" + number)
                                .withProperty(
                                        "x-amz-meta-owner", "m\u00fcller & s\u00f6hne " + number);
            }
            if (number % 3 == 0) {
                object =
                        object.withTags(
                                Map.of("team", "shop +/=@:", "n", "" + number, "empty", ""));
            }
            if (number % 5 == 0) {
                object = object.withStorageClass("STANDARD_IA").withSha256();
            }
            bucket.put(key, object);
        }
    }
}
