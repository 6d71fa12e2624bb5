package dev.nightshift.cdk;

import java.util.Arrays;
import java.util.stream.Collectors;

/** One name in the spelling of another place. */
final class Names {
    private Names() {}

    /** {@code rds-backup} as CloudFormation writes it: {@code RdsBackup}. */
    static String pascal(String name) {
        return Arrays.stream(name.split("-", -1))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }
}
