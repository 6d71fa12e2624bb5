package dev.nightshift.costs.anomaly;

/**
 * Who a tag names, in words. What AWS writes into {@code aws:createdBy} is taken apart; of any
 * other tag the value is what people call somebody.
 *
 * @see <a href="https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/aws-tags.html">Using
 *     AWS-generated tags</a>
 */
final class CreatedBy {
    /** The tag that AWS gives, once it is activated for cost allocation. */
    static final String TAG = "aws:createdBy";

    private static final int LONGEST = 64;

    private CreatedBy() {}

    /**
     * @param value not empty; whoever may tag may put anything here
     * @return one line of bounded length
     */
    static String words(String tag, String value) {
        if (!tag.equals(TAG)) {
            return plain(value);
        }
        // type:id:name, of which the name may be missing, and may have colons itself
        var parts = value.split(":", 3);
        var id = parts.length > 1 ? plain(parts[1]) : "";
        var name = parts.length > 2 ? plain(parts[2]) : "";
        var who = name.isEmpty() ? id : name;
        if (who.isEmpty()) {
            return plain(value);
        }
        return switch (parts[0]) {
            case "Root" -> "the root user of account " + id;
            case "IAMUser" -> "user " + who;
            case "AssumedRole" ->
                    name.isEmpty() ? "a session of role " + id : "session " + name + " of a role";
            case "FederatedUser" -> "federated user " + who;
            default -> plain(value);
        };
    }

    /** One line of bounded length, whatever somebody wrote. */
    static String plain(String name) {
        var line = name.replaceAll("\\p{Cc}|\\p{Cf}|\\p{Zl}|\\p{Zp}", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
