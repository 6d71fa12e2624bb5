package dev.nightshift.core.approval;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Names what is asked about, so that another plan has another name. Of an action counts what it
 * does to what, not why: reasons hold ages, which change from run to run. Pure.
 */
public final class Fingerprint {
    /** 128 bits: nobody finds another action with the same. */
    private static final int BYTES = 16;

    private Fingerprint() {}

    /**
     * SHA-256 over the deployment, the automation, what the question is about and the actions in
     * any order; 64 digits.
     */
    public static String of(Scope scope, String about, Collection<? extends Action> actions) {
        var digest = sha256();
        add(digest, scope.stage());
        add(digest, scope.automation());
        add(digest, about);
        each(actions).forEach(each -> add(digest, each));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The fingerprint of each action by itself. */
    public static Set<String> each(Collection<? extends Action> actions) {
        return actions.stream().map(Fingerprint::of).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of one action. */
    public static String of(Action action) {
        var digest = sha256();
        List.of(action.id(), action.subject(), action.impact().name())
                .forEach(text -> add(digest, text));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(digest.digest(), BYTES));
    }

    /** With its length before it, so that no two lists of texts are alike. */
    private static void add(MessageDigest digest, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
