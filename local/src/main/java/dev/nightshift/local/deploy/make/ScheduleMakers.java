package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;

/** What wakes functions: schedules and rules. */
final class ScheduleMakers {
    private ScheduleMakers() {}

    static List<ResourceMaker> all() {
        return List.of(new ScheduleGroup(), new Schedule(), new Rule());
    }

    /** AWS::Scheduler::ScheduleGroup. */
    record ScheduleGroup() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::Scheduler::ScheduleGroup";
        }

        @Override
        public Schema schema() {
            return Schema.of("Name Tags*");
        }

        @Override
        public Optional<Found> find(Declared declared) {
            var name = declared.name("Name", 64);
            var scheduler = declared.aws().scheduler();
            return Sdk.ifThere(() -> scheduler.getScheduleGroup(get -> get.name(name)))
                    .map(
                            group -> {
                                var tree = Sdk.tree(group);
                                var tags = tree.putArray("Tags");
                                scheduler
                                        .listTagsForResource(list -> list.resourceArn(group.arn()))
                                        .tags()
                                        .forEach(tag -> tags.add(Sdk.tree(tag)));
                                return Found.of(name, tree).with("Arn", group.arn());
                            });
        }

        @Override
        public String create(Declared declared) {
            var name = declared.name("Name", 64);
            declared.aws()
                    .scheduler()
                    .createScheduleGroup(
                            Sdk.fill(CreateScheduleGroupRequest.builder(), declared.without("Name"))
                                    .name(name)
                                    .build());
            return name;
        }

        @Override
        public String update(Declared declared, Found found) {
            var tags =
                    Sdk.fill(CreateScheduleGroupRequest.builder(), declared.only("Tags"))
                            .build()
                            .tags();
            declared.aws()
                    .scheduler()
                    .tagResource(tag -> tag.resourceArn(found.attribute("Arn")).tags(tags));
            return found.id();
        }

        @Override
        public void delete(String id, Clients aws) {
            Sdk.ifThere(() -> aws.scheduler().deleteScheduleGroup(delete -> delete.name(id)));
        }
    }

    /** AWS::Scheduler::Schedule. */
    record Schedule() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::Scheduler::Schedule";
        }

        @Override
        public Schema schema() {
            return Schema.of(
                    "Name GroupName Description ScheduleExpression ScheduleExpressionTimezone"
                            + " State StartDate EndDate KmsKeyArn FlexibleTimeWindow{Mode"
                            + " MaximumWindowInMinutes} Target{Arn RoleArn Input"
                            + " DeadLetterConfig{Arn} RetryPolicy{MaximumEventAgeInSeconds"
                            + " MaximumRetryAttempts}}");
        }

        private static String group(Declared declared) {
            return declared.has("GroupName") ? declared.text("GroupName") : "default";
        }

        @Override
        public Optional<Found> find(Declared declared) {
            var name = declared.name("Name", 64);
            return Sdk.ifThere(
                            () ->
                                    declared.aws()
                                            .scheduler()
                                            .getSchedule(
                                                    get ->
                                                            get.name(name)
                                                                    .groupName(group(declared))))
                    .map(
                            schedule ->
                                    Found.of(group(declared) + "/" + name, Sdk.tree(schedule))
                                            .with("Arn", schedule.arn()));
        }

        @Override
        public String create(Declared declared) {
            var name = declared.name("Name", 64);
            declared.aws()
                    .scheduler()
                    .createSchedule(
                            Sdk.fill(CreateScheduleRequest.builder(), declared.properties())
                                    .name(name)
                                    .build());
            return group(declared) + "/" + name;
        }

        @Override
        public String update(Declared declared, Found found) {
            declared.aws()
                    .scheduler()
                    .updateSchedule(
                            Sdk.fill(UpdateScheduleRequest.builder(), declared.properties())
                                    .name(declared.name("Name", 64))
                                    .build());
            return found.id();
        }

        @Override
        public void delete(String id, Clients aws) {
            var slash = id.indexOf('/');
            Sdk.ifThere(
                    () ->
                            aws.scheduler()
                                    .deleteSchedule(
                                            delete ->
                                                    delete.groupName(id.substring(0, slash))
                                                            .name(id.substring(slash + 1))));
        }
    }

    /** AWS::Events::Rule on the default bus. */
    record Rule() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::Events::Rule";
        }

        @Override
        public Schema schema() {
            return Schema.of(
                    "Name Description EventPattern* ScheduleExpression State Targets{Id Arn"
                            + " RoleArn Input InputPath InputTransformer{InputPathsMap*"
                            + " InputTemplate} DeadLetterConfig{Arn}"
                            + " RetryPolicy{MaximumEventAgeInSeconds MaximumRetryAttempts}} Tags*");
        }

        @Override
        public Optional<Found> find(Declared declared) {
            var name = declared.name("Name", 64);
            var events = declared.aws().events();
            return Sdk.ifThere(() -> events.describeRule(get -> get.name(name)))
                    .map(
                            rule -> {
                                var tree = Sdk.tree(rule);
                                var targets = tree.putArray("Targets");
                                targets(declared.aws(), name)
                                        .forEach(target -> targets.add(Sdk.tree(target)));
                                var tags = tree.putArray("Tags");
                                events.listTagsForResource(list -> list.resourceARN(rule.arn()))
                                        .tags()
                                        .forEach(tag -> tags.add(Sdk.tree(tag)));
                                return Found.of(name, tree).with("Arn", rule.arn());
                            });
        }

        private static List<Target> targets(Clients aws, String rule) {
            return aws.events().listTargetsByRule(list -> list.rule(rule)).targets();
        }

        @Override
        public String create(Declared declared) {
            var name = declared.name("Name", 64);
            var events = declared.aws().events();
            events.putRule(
                    Sdk.fill(PutRuleRequest.builder(), declared.without("Targets", "Name"))
                            .name(name)
                            .build());
            if (declared.has("Targets")) {
                ObjectNode targets = declared.only("Targets");
                var answer =
                        events.putTargets(
                                Sdk.fill(PutTargetsRequest.builder(), targets).rule(name).build());
                // this call reports refusals inside a success
                answer.failedEntries()
                        .forEach(
                                failed -> {
                                    throw new MakeException(
                                            "target %s was refused: %s"
                                                    .formatted(
                                                            failed.targetId(),
                                                            failed.errorMessage()));
                                });
            }
            return name;
        }

        @Override
        public String update(Declared declared, Found found) {
            var wanted = declared.get("Targets").findValuesAsText("Id");
            targets(declared.aws(), found.id()).stream()
                    .filter(target -> !wanted.contains(target.id()))
                    .forEach(target -> remove(declared.aws(), found.id(), target));
            // putting a rule that is there already leaves its tags as they were
            var tags = Sdk.fill(PutRuleRequest.builder(), declared.only("Tags")).build().tags();
            if (!tags.isEmpty()) {
                declared.aws()
                        .events()
                        .tagResource(tag -> tag.resourceARN(found.attribute("Arn")).tags(tags));
            }
            return create(declared);
        }

        private static void remove(Clients aws, String rule, Target target) {
            aws.events().removeTargets(remove -> remove.rule(rule).ids(target.id()));
        }

        @Override
        public void delete(String id, Clients aws) {
            Sdk.ifThere(
                    () -> {
                        targets(aws, id).forEach(target -> remove(aws, id, target));
                        return aws.events().deleteRule(delete -> delete.name(id));
                    });
        }
    }
}
