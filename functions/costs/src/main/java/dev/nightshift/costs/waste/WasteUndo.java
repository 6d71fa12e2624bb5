package dev.nightshift.costs.waste;

import dev.nightshift.costs.waste.WasteGateway.RulesBefore;
import dev.nightshift.costs.waste.find.Detail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How each effect is undone, in the words that the history has of it: a command for a shell between
 * backticks, or why there is none. Names and tags are other people's text: nothing in a command is
 * more to the shell than a letter of a word.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/reference/">AWS CLI Command Reference</a>
 */
public final class WasteUndo {
    /** The rule that is added to the lifecycle of a bucket. */
    public static final String ABORT_RULE = "nightshift-abort-incomplete-uploads";

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N} +=._:/@-]");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_./:@#-]+");

    private final String region;

    WasteUndo(String region) {
        this.region = region;
    }

    /** A mark taken off by hand would be there again the next night. */
    static String mark(String keepTag) {
        return "undone by the tag " + keepTag + ": the next run takes the mark off";
    }

    static String unmark() {
        return "nothing to undo: if it is waste again, it is marked again and waits again";
    }

    static String deletedSnapshot() {
        return "cannot be undone: EC2 keeps nothing of it, unless a rule of the Recycle Bin does";
    }

    String finalSnapshot(String snapshot) {
        return by("aws ec2 delete-snapshot", "--snapshot-id", snapshot);
    }

    /** Another volume with the same content, as fast and in the same zone. */
    String deletedVolume(Detail.Volume volume, Map<String, String> tags, String snapshot) {
        var words =
                new ArrayList<>(
                        List.of(
                                "--snapshot-id",
                                snapshot,
                                "--availability-zone",
                                volume.make().zone(),
                                "--volume-type",
                                volume.volumeType()));
        volume.make().iops().ifPresent(iops -> words.addAll(List.of("--iops", iops + "")));
        volume.make()
                .mibPerSecond()
                .ifPresent(speed -> words.addAll(List.of("--throughput", speed + "")));
        words.addAll(tagged("volume", tags));
        return by("aws ec2 create-volume", words) + ", with another id";
    }

    /**
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/WorkWithEIPs.html">Recover a
     *     released Elastic IP address</a>
     */
    String releasedAddress(Detail.Address address, Map<String, String> tags) {
        var words = new ArrayList<>(List.of("--domain", "vpc", "--address", address.ip()));
        words.addAll(tagged("elastic-ip", tags));
        return by("aws ec2 allocate-address", words)
                + " as long as nobody else was given that address";
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/ebs/latest/userguide/modify-volume-requirements.html">
     *     Requirements for EBS volume modifications</a>
     */
    String modified(String volume, Detail.Volume before) {
        return by(
                        "aws ec2 modify-volume",
                        "--volume-id",
                        volume,
                        "--volume-type",
                        before.volumeType())
                + " once EC2 takes another modification of it, after 6 hours";
    }

    String retained(String logGroup) {
        return by("aws logs delete-retention-policy", "--log-group-name", logGroup)
                + "; what was too old and is removed does not come back";
    }

    /** S3 keeps a lifecycle as a whole: the other rules are written again as they then are. */
    String aborting(String bucket, RulesBefore before) {
        if (before.rules() == 0) {
            return by("aws s3api delete-bucket-lifecycle", "--bucket", bucket)
                    + ", while that rule is the only one";
        }
        var others =
                "aws s3api get-bucket-lifecycle-configuration --region %s --bucket %s --output json"
                                .formatted(word(region), word(bucket))
                        + " --query \"{Rules: Rules[?ID!='"
                        + ABORT_RULE
                        + "']}\"";
        return "undone by `aws s3api put-bucket-lifecycle-configuration --region %s --bucket %s"
                        .formatted(word(region), word(bucket))
                + before.smallest()
                        .map(size -> " --transition-default-minimum-object-size " + word(size))
                        .orElse("")
                + " --lifecycle-configuration \"$("
                + others
                + ")\"`";
    }

    private String by(String command, String... words) {
        return by(command, List.of(words));
    }

    private String by(String command, List<String> words) {
        return "undone by `%s --region %s %s`"
                .formatted(
                        command,
                        word(region),
                        words.stream().map(WasteUndo::word).collect(Collectors.joining(" ")));
    }

    /** Those that AWS itself gives cannot be given; the mark is what is undone. */
    private static List<String> tagged(String type, Map<String, String> tags) {
        var own = new TreeMap<>(tags);
        own.keySet().removeIf(key -> key.startsWith("aws:") || key.equals(WasteMark.TAG));
        return own.isEmpty()
                ? List.of()
                : List.of(
                        "--tag-specifications",
                        own.entrySet().stream()
                                .map(
                                        tag ->
                                                "{\"Key\":%s,\"Value\":%s}"
                                                        .formatted(
                                                                json(tag.getKey()),
                                                                json(tag.getValue())))
                                .collect(
                                        Collectors.joining(
                                                ",",
                                                "[{\"ResourceType\":\"" + type + "\",\"Tags\":[",
                                                "]}]")));
    }

    /** What means something to a shell or to JSON is written by its number. */
    private static String json(String text) {
        return text.chars()
                .mapToObj(
                        it ->
                                PLAIN.matcher(Character.toString(it)).matches()
                                        ? Character.toString(it)
                                        : "\\u%04x".formatted(it))
                .collect(Collectors.joining("", "\"", "\""));
    }

    private static String word(String text) {
        return WORD.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
