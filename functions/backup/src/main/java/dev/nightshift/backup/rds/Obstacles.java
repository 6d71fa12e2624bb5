package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.Draft.Trouble;
import dev.nightshift.backup.rds.RdsBackupFacts.Database;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey.Usability;
import dev.nightshift.backup.rds.RdsBackupFacts.Snapshot;
import dev.nightshift.backup.rds.RdsBackupSettings.Target;
import java.util.Map;

/**
 * What stands in the way of a copy, found before it is tried and said with what to do about it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CopySnapshot.html">
 *     Copying a DB snapshot</a>
 */
final class Obstacles {
    private static final RdsBackupFacts.OptionGroup OPTION_GROUP_NOT_READ =
            RdsBackupFacts.OptionGroup.unknown("it was not looked at");

    private final Map<Location, Holdings> holdings;
    private final Holdings home;
    private final Draft draft;

    Obstacles(Map<Location, Holdings> holdings, Holdings home, Draft draft) {
        this.holdings = holdings;
        this.home = home;
        this.draft = draft;
    }

    /** Says why a copy cannot be made as things are, if so. */
    boolean stopCopy(Database database, Snapshot source, Target target) {
        var location = target.location();
        var there = holdings.get(location);
        if (there == null) {
            return true;
        }
        var unread = there.shelf().unread(database.kind(), database.id());
        if (unread.isPresent()) {
            draft.unknown(
                    Trouble.UNREADABLE,
                    database.id(),
                    "its copies in " + location + " could not be read: " + unread.get());
            return true;
        }
        return isKeyWrong(database, source, target, there)
                || isOptionGroupWrong(database, target, there);
    }

    private boolean isKeyWrong(Database database, Snapshot source, Target target, Holdings there) {
        var subject = database.id();
        var to = " to " + target.location();
        var sourceKey = source.kmsKey();
        if (sourceKey.isPresent() && target.kmsKey().isEmpty()) {
            draft.refuse(
                    Trouble.KEY,
                    subject,
                    "is encrypted, so its copies"
                            + to
                            + " need a key of that location. Set kmsKey in copyTo.");
            return true;
        }
        if (sourceKey.isEmpty() && target.kmsKey().isPresent() && database.kind() == Kind.CLUSTER) {
            draft.refuse(
                    Trouble.KEY,
                    subject,
                    "is not encrypted, and RDS cannot encrypt a cluster snapshot by copying it"
                            + to
                            + ". Encrypt the cluster, or leave kmsKey out of that copyTo.");
            return true;
        }
        if (sourceKey.isPresent() && target.location().account().isPresent()) {
            var key = home.key(sourceKey.get());
            if (key.awsManaged()) {
                draft.refuse(
                        Trouble.KEY,
                        subject,
                        "is encrypted with a default key such as aws/rds, which no other account"
                                + " can use, so it cannot be copied"
                                + to
                                + ". Restore it once under a customer managed key, or leave that"
                                + " account out of copyTo.");
                return true;
            }
            if (key.usability() == Usability.UNKNOWN) {
                draft.unknown(
                        Trouble.KEY,
                        subject,
                        "whether another account may use its key is unknown, so it is not copied"
                                + to
                                + ": "
                                + key.detail());
                return true;
            }
        }
        return target.kmsKey().isPresent()
                && isTargetKeyWrong(subject, target.kmsKey().get(), there);
    }

    private boolean isTargetKeyWrong(String subject, String name, Holdings there) {
        var key = there.key(name);
        return switch (key.usability()) {
            case USABLE -> false;
            case UNUSABLE -> {
                draft.refuse(
                        Trouble.KEY,
                        subject,
                        "key "
                                + name
                                + " cannot be used in "
                                + there.location()
                                + ", so nothing is copied there: "
                                + key.detail()
                                + ". Make or enable it there, or correct kmsKey in copyTo.");
                yield true;
            }
            case UNKNOWN -> {
                draft.unknown(
                        Trouble.KEY,
                        subject,
                        "key "
                                + name
                                + " of "
                                + there.location()
                                + " could not be read, so nothing is copied there: "
                                + key.detail());
                yield true;
            }
        };
    }

    private boolean isOptionGroupWrong(Database database, Target target, Holdings there) {
        if (database.optionGroup().isEmpty()) {
            return false;
        }
        var subject = database.id();
        var name = database.optionGroup().get();
        var group = home.shelf().optionGroups().get(name);
        var to = there.location();
        if (group == null || group.unread().isPresent()) {
            draft.unknown(
                    Trouble.OPTION_GROUP,
                    subject,
                    "option group "
                            + name
                            + " could not be read, so whether a copy in "
                            + to
                            + " needs one is unknown"
                            + (group == null ? "" : ": " + group.unread().orElse("")));
            return true;
        }
        if (group.lasting().isEmpty()) {
            return false;
        }
        var options = String.join(", ", group.lasting());
        var wanted = target.optionGroup();
        if (wanted.isEmpty()) {
            draft.refuse(
                    Trouble.OPTION_GROUP,
                    subject,
                    "uses "
                            + options
                            + ", without which it cannot be restored. Make an option group with"
                            + " it in "
                            + to
                            + " and set optionGroup in copyTo.");
            return true;
        }
        var found = there.shelf().optionGroups().getOrDefault(wanted.get(), OPTION_GROUP_NOT_READ);
        if (found.unread().isPresent()) {
            draft.unknown(
                    Trouble.OPTION_GROUP,
                    subject,
                    "option group "
                            + wanted.get()
                            + " of "
                            + to
                            + " could not be read: "
                            + found.unread().get());
            return true;
        }
        if (!found.engine().equals(group.engine())
                || !found.lasting().containsAll(group.lasting())) {
            draft.refuse(
                    Trouble.OPTION_GROUP,
                    subject,
                    "needs an option group for "
                            + group.engine().orElse("its engine")
                            + " with "
                            + options
                            + " in "
                            + to
                            + ", and "
                            + wanted.get()
                            + (found.engine().isEmpty() ? " is not there" : " is not one")
                            + ". Make it, or correct optionGroup in copyTo.");
            return true;
        }
        return false;
    }
}
