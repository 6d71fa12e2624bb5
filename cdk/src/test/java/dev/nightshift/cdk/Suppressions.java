package dev.nightshift.cdk;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;

/** Every finding of cdk-nag that stays, and why. A test fails for any other. */
final class Suppressions {
    /** What the wildcards of rds-backup's role stand for; conditions on our own tag narrow them. */
    private static final Map<String, String> RDS_BACKUP =
            Map.of(
                    "/^Resource::arn:<AWS::Partition>:rds:[a-z0-9-]+:<AWS::AccountId>:(db|cluster):\\*$/",
                    "Databases are selected by tag, name or pattern in the settings: which they are"
                            + " is known when it runs. Reading, and making snapshots that carry our"
                            + " tag, is all that is granted.",
                    "/^Resource::arn:<AWS::Partition>:rds:[a-z0-9-]+:<AWS::AccountId>:(cluster-)?snapshot:\\*$/",
                    "Snapshots of others are read, so that a backup is not made twice; never"
                            + " written.",
                    "/^Resource::arn:<AWS::Partition>:rds:[a-z0-9*-]+:<AWS::AccountId>:(cluster-)?snapshot:nightshift-\\*$/",
                    "Ours by name, and by the condition on the ownership tag.",
                    "/^Resource::arn:<AWS::Partition>:rds:[a-z0-9-]+:<AWS::AccountId>:og:\\*$/",
                    "Option groups are read, to find at plan time what a copy needs.",
                    "/^Resource::arn:<AWS::Partition>:kms:[a-z0-9-]+:(\\*|<AWS::AccountId>):key/\\*$/",
                    "Which key a backup lies under is known when it runs; DescribeKey reads, and"
                            + " CreateGrant is conditioned on RDS asking for itself.");

    /** What those of restore-drill's role stand for; names, and our own tags, narrow them. */
    private static final Map<String, String> RESTORE_DRILL =
            Map.of(
                    "/^Resource::arn:<AWS::Partition>:rds:[a-z0-9-]+:<AWS::AccountId>:(db|cluster|snapshot|cluster-snapshot):\\*$/",
                    "Read only: what drills have restored, and the copies of a database.",
                    "/^Resource::arn:<AWS::Partition>:rds:[a-z0-9-]+:<AWS::AccountId>:(db|cluster):nightshift-drill-\\*$/",
                    "Ours by name, and by the conditions on owner and drill tag.",
                    "/^Resource::arn:<AWS::Partition>:rds:[a-z0-9-]+:<AWS::AccountId>:(cluster-)?snapshot:nightshift-\\*$/",
                    "rds-backup's by name: restored, and marked as proven if they carry its tag.",
                    "/^Resource::arn:<AWS::Partition>:rds:[a-z0-9-]+:<AWS::AccountId>:(subgrp|pg|cluster-pg|og|secgrp):\\*$/",
                    "A restore uses the groups of its source or of the settings; it changes none.",
                    "/^Resource::arn:<AWS::Partition>:kms:[a-z0-9-]+:(\\*|<AWS::AccountId>):key/\\*$/",
                    "Which key a copy lies under is known when it runs; conditioned on RDS and S3"
                            + " asking, but for DescribeKey, which reads.",
                    "/^Resource::arn:<AWS::Partition>:secretsmanager:[a-z0-9-]+:<AWS::AccountId>:secret:rds!\\*$/",
                    "RDS names its secrets; its tag says that they belong to a drill's database.",
                    "/^Resource::arn:<AWS::Partition>:s3:::nightshift-[a-z]+-vault-<AWS::AccountId>-[a-z0-9-]+\\/(evidence|manifests|data|scratch)\\/\\*$/",
                    "Folders of the vault; what is in them is known when it runs.");

    /**
     * What the wildcards of s3-backup's role, and of the one S3 Batch Operations takes, stand for.
     */
    private static final Map<String, String> S3_BACKUP =
            Map.of(
                    "/^Resource::arn:<AWS::Partition>:s3:::\\*$/",
                    "ListAllMyBuckets knows no narrower resource.",
                    "/^Resource::arn:<AWS::Partition>:s3:::[a-z0-9.*?-]+$/",
                    "Buckets are selected by name or pattern in the settings; they are read only.",
                    "/^Resource::arn:<AWS::Partition>:s3:::[a-z0-9.*?-]+/\\*$/",
                    "Every object of a selected bucket is backed up; they are read only.",
                    "/^Resource::arn:<AWS::Partition>:s3:::nightshift-[a-z]+-vault-<AWS::AccountId>-[a-z0-9-]+/(data|manifests|work)/\\*$/",
                    "The folders of the vault that are this automation's.",
                    "/^Resource::arn:<AWS::Partition>:s3:[a-z0-9-]+:<AWS::AccountId>:job/\\*$/",
                    "A job's id is known once it is made; what it may be is conditioned on our tag.",
                    "/^Resource::arn:<AWS::Partition>:kms:[a-z0-9*-]+:<AWS::AccountId>:key/\\*$/",
                    "Which key a bucket is encrypted with is known when it runs; conditioned on S3"
                            + " asking for it.");

    /** What those of certificate-check's role stand for; it reads and does nothing else. */
    private static final Map<String, String> CERTIFICATE_CHECK =
            Map.of(
                    "/^Resource::arn:<AWS::Partition>:acm:[a-z0-9-]+:<AWS::AccountId>:certificate/\\*$/",
                    "Every certificate of the account is looked at; read only.",
                    "/^Resource::arn:<AWS::Partition>:iam::<AWS::AccountId>:server-certificate/\\*$/",
                    "The same of IAM; the private key is not in the answer.",
                    "/^Resource::arn:<AWS::Partition>:route53:::hostedzone/\\*$/",
                    "In which zone a validation record belongs is known when it runs; read only.");

    /** What those of the roles of cost-report and cost-anomaly stand for. */
    private static final Map<String, String> COST_REPORT =
            Map.of(
                    "/^Resource::arn:<AWS::Partition>:s3:::[a-z0-9.-]+/[a-zA-Z0-9/_-]*\\*$/",
                    "The folders of exports, of kept answers and of pages, which are named when they"
                            + " are written.",
                    "/^Resource::arn:<AWS::Partition>:budgets::<AWS::AccountId>:budget/\\*$/",
                    "Every budget of the account is shown; read only.");

    /** What those of waste-sweep's role stand for. */
    private static final Map<String, String> WASTE_SWEEP =
            Map.of(
                    "/^Resource::arn:<AWS::Partition>:(ec2|logs|rds|elasticache|ecr):<?[A-Za-z0-9:-]*>?:(<AWS::AccountId>)?:[a-z-]+[:/]\\*$/",
                    "Whatever the account has may be waste; what changes is conditioned on the mark"
                            + " where IAM can tell.",
                    "/^Resource::arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:distribution/\\*$/",
                    "Every distribution is looked at; read only.",
                    "/^Resource::arn:<AWS::Partition>:s3:::\\*$/",
                    "Every bucket is looked at; a lifecycle or a mark is written where it is due.");

    /** What those of off-hours' role stand for. */
    private static final Map<String, String> OFF_HOURS =
            Map.of(
                    "/^Resource::arn:<AWS::Partition>:(ec2|ecs|rds):[a-z0-9-]+:<AWS::AccountId>:(instance/|service/|db:)\\*$/",
                    "Which machines carry the tags of a timetable is known when it runs; what is"
                            + " stopped and started is conditioned on them.");

    /** What those of auto-rollback's role stand for: parts of a target that is named. */
    private static final Map<String, String> ROLLBACK =
            Map.of(
                    "/^Resource::arn:<AWS::Partition>:lambda:[a-z0-9-]+:<AWS::AccountId>:function:[A-Za-z0-9_-]+:\\*$/",
                    "Versions of the one function; they are read only.",
                    "/^Resource::arn:<AWS::Partition>:(appconfig|elasticbeanstalk):[a-z0-9-]+:<AWS::AccountId>:application(version)?/[A-Za-z0-9_./-]+/\\*$/",
                    "Deployments and versions of the one application, numbered as they come.",
                    "/^Resource::arn:<AWS::Partition>:codedeploy:[a-z0-9-]+:<AWS::AccountId>:deploymentconfig:\\*$/",
                    "A deployment is made with the configuration of the one that was good.",
                    "/^Resource::arn:<AWS::Partition>:s3:::[a-z0-9.-]+(/[A-Za-z0-9/_.-]+)?\\*$/",
                    "The objects of the one site.",
                    "/^Resource::arn:<AWS::Partition>:appconfig:[a-z0-9-]+:<AWS::AccountId>:deploymentstrategy/\\*$/",
                    "A deployment is made with the strategy of the one before.",
                    "/^Resource::arn:<AWS::Partition>:autoscaling:[a-z0-9-]+:<AWS::AccountId>:autoScalingGroup:\\*:autoScalingGroupName/[A-Za-z0-9_.-]+$/",
                    "An id that AWS gives stands before the name of the one group.");

    private static final Map<String, Map<String, String>> WILDCARDS =
            Map.ofEntries(
                    Map.entry("rds-backup", RDS_BACKUP),
                    Map.entry("restore-drill", RESTORE_DRILL),
                    Map.entry("s3-backup", S3_BACKUP),
                    Map.entry("certificate-check", CERTIFICATE_CHECK),
                    Map.entry("cost-report", COST_REPORT),
                    Map.entry("cost-anomaly", COST_REPORT),
                    Map.entry("waste-sweep", WASTE_SWEEP),
                    Map.entry("off-hours", OFF_HOURS),
                    Map.entry("auto-rollback", ROLLBACK),
                    Map.entry("deploy-watch", ROLLBACK));

    private Suppressions() {}

    static void in(Stacks stacks) {
        for (var automation : stacks.main().automations) {
            var name = automation.automation.name();
            function(stacks.main(), name);
            Optional.ofNullable(WILDCARDS.get(name))
                    .ifPresent(
                            reasons ->
                                    wildcards(
                                            stacks.main(),
                                            name + "/Function/Role/Resource",
                                            reasons));
        }
        function(stacks.main(), "notifier");
        stacks.main().approvals.ifPresent(room -> function(stacks.main(), "approvals"));
        if (stacks.main().getNode().tryFindChild("S3BatchRole") != null) {
            wildcards(stacks.main(), "S3BatchRole/Resource", S3_BACKUP);
        }
        one(
                stacks.main(),
                "notifier/FromQueue/Resource",
                "Serverless-LambdaEventSourceMappingDestination",
                "SQS sources take no destination: the queue has its own dead letters.");
        one(
                stacks.main(),
                "notifier/Dead/Resource",
                "Serverless-SQSRedrivePolicy",
                "It is the dead-letter queue.");
        stacks.main()
                .bundle
                .blueprint()
                .emails()
                .forEach(
                        email ->
                                one(
                                        stacks.main(),
                                        "Escalation/Topic/" + email + "/Resource",
                                        "Serverless-SNSRedrivePolicy",
                                        "The last route of all: a dead letter would be seen only by"
                                                + " who reads this mail."));
        for (var rule : List.of("AwsSolutions-SQS3", "Serverless-SQSRedrivePolicy")) {
            one(
                    stacks.main(),
                    "Undelivered/Resource",
                    rule,
                    "It is the dead-letter queue of EventBridge Scheduler, of alarm rules and of"
                            + " asynchronous invocations, which cdk-nag does not follow.");
        }
        if (stacks.main().getNode().tryFindChild("Costs") != null) {
            one(
                    stacks.main(),
                    "Costs/Resource",
                    "AwsSolutions-S1",
                    "Pages and answers of a month, which can be made again; CloudTrail's data events"
                            + " tell who read them.");
        }
        one(
                stacks.recovery(),
                "Vault/Resource",
                "AwsSolutions-S1",
                "Who read the vault is told by CloudTrail's data events, which cannot be delayed or"
                        + " lost as access logs can, and need no second bucket beside the vault.");
    }

    private static void wildcards(MainStack stack, String path, Map<String, String> reasons) {
        var wildcards = new ArrayList<NagPackSuppression>();
        reasons.forEach(
                (pattern, reason) ->
                        wildcards.add(
                                suppression("AwsSolutions-IAM5", reason)
                                        .appliesTo(
                                                List.of(
                                                        RegexAppliesTo.builder()
                                                                .regex(pattern)
                                                                .build()))
                                        .build()));
        suppress(stack, path, wildcards);
    }

    private static void function(MainStack stack, String name) {
        suppress(
                stack,
                name + "/Function/Role/Resource",
                List.of(
                        suppression(
                                        "AwsSolutions-IAM5",
                                        "X-Ray knows no resources: it takes only *. Nor do the network"
                                                + " interfaces that Lambda makes in a VPC; a deny keeps"
                                                + " them from the code. Nor does S3's CreateJob, which is"
                                                + " conditioned on our tag.")
                                .appliesTo(List.of("Resource::*"))
                                .build(),
                        suppression(
                                        "Serverless-LambdaStarPermissions",
                                        "The only actions on * are X-Ray's and S3's CreateJob, which"
                                                + " know no resources;"
                                                + " AwsSolutions-IAM5 looks at every other"
                                                + " wildcard.")
                                .build()));
        one(
                stack,
                name + "/Function/Handler/Resource",
                "Serverless-LambdaDLQ",
                name.equals("notifier")
                        ? "Invoked by SQS only, which keeps what fails and has dead letters."
                        : "The alias has an on-failure destination, which keeps the error as well.");
    }

    private static void one(Stack stack, String path, String rule, String reason) {
        suppress(stack, path, List.of(suppression(rule, reason).build()));
    }

    private static NagPackSuppression.Builder suppression(String rule, String reason) {
        return NagPackSuppression.builder().id(rule).reason(reason);
    }

    private static void suppress(Stack stack, String path, List<NagPackSuppression> suppressions) {
        NagSuppressions.addResourceSuppressionsByPath(
                stack, "/" + stack.getStackName() + "/" + path, suppressions);
    }
}
