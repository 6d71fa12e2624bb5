package dev.nightshift.local.runtime;

import dev.nightshift.core.aws.AwsErrors;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;

/** Reads the deployed schedules, and makes of one what EventBridge Scheduler would send. */
public final class Schedules {
    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html">Context
     *     attributes</a>
     */
    private static final String SCHEDULED_TIME = "<aws.scheduler.scheduled-time>";

    private final Account account;
    private final String region;

    public Schedules(Account account, String region) {
        this.account = account;
        this.region = region;
    }

    /**
     * A schedule that is switched on.
     *
     * @param expression for example {@code rate(30 minutes)}
     * @param input with its context attributes still in it
     */
    public record Schedule(
            String name, String expression, String function, String qualifier, String input) {
        /** What its target gets at that time. */
        public String inputAt(Instant scheduledTime) {
            return input.replace(
                    SCHEDULED_TIME, scheduledTime.truncatedTo(ChronoUnit.SECONDS).toString());
        }
    }

    /** The schedules of a group that call a function, by name. */
    public List<Schedule> of(String group) {
        try (var scheduler = account.client(SchedulerClient.builder(), region)) {
            return scheduler.listSchedulesPaginator(list -> list.groupName(group)).stream()
                    .flatMap(page -> page.schedules().stream())
                    .map(ScheduleSummary::name)
                    .sorted()
                    .map(name -> scheduler.getSchedule(get -> get.groupName(group).name(name)))
                    .filter(
                            schedule ->
                                    schedule.state() != ScheduleState.DISABLED
                                            && schedule.target().arn().contains(":lambda:"))
                    .map(
                            schedule ->
                                    new Schedule(
                                            schedule.name(),
                                            schedule.scheduleExpression(),
                                            part(schedule.target().arn(), 6),
                                            part(schedule.target().arn(), 7),
                                            schedule.target().input()))
                    .toList();
        } catch (SdkException e) {
            throw AwsErrors.translate("read the schedules of group " + group, e);
        }
    }

    /** {@code arn:aws:lambda:region:account:function:name:qualifier}. */
    private static String part(String arn, int index) {
        var parts = arn.split(":", -1);
        return parts.length > index ? parts[index] : "$LATEST";
    }
}
