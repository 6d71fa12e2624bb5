package dev.nightshift.rollback.target;

import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.automation.Permission.Access;
import dev.nightshift.rollback.service.Target;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Calls and the actions of IAM that they need, where those have another name. */
final class TargetActions {
    private static final Map<String, List<String>> OTHER_NAMES =
            Map.of(
                    "s3:ListObjectVersions", List.of("s3:ListBucketVersions"),
                    "s3:GetBucketEncryption", List.of("s3:GetEncryptionConfiguration"),
                    "s3:GetBucketLifecycleConfiguration", List.of("s3:GetLifecycleConfiguration"),
                    "s3:CopyObject",
                            List.of(
                                    "s3:GetObjectVersion",
                                    "s3:GetObjectVersionTagging",
                                    "s3:PutObject",
                                    "s3:PutObjectTagging"),
                    "lambda:GetFunctionConfiguration", List.of("lambda:GetFunctionConfiguration"));

    private TargetActions() {}

    static Set<String> granted(Target target, boolean writes) {
        var actions = new TreeSet<String>();
        TargetPermissions.of(target).stream()
                .filter(permission -> writes || permission.access() == Access.READ)
                .map(Permission::actions)
                .forEach(actions::addAll);
        return actions;
    }

    /** Calls to others than AWS need none. */
    static Set<String> needed(Collection<String> calls) {
        var actions = new TreeSet<String>();
        calls.stream()
                .filter(call -> call.contains(":"))
                .map(call -> OTHER_NAMES.getOrDefault(call, List.of(call)))
                .forEach(actions::addAll);
        return actions;
    }
}
