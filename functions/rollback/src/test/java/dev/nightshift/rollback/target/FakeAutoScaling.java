package dev.nightshift.rollback.target;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One Auto Scaling group of four instances, and its refreshes, of which the emulator has none: a
 * refresh replaces half of the instances, and the rest and the group's own version once it is
 * settled.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-overview.html">
 *     How an instance refresh works</a>
 */
final class FakeAutoScaling extends StandIn {
    private static final int LATEST = 7;

    private record Refresh(int number, String brings, String status) {
        Refresh now(String next) {
            return new Refresh(number, brings, next);
        }

        boolean runs() {
            return status.equals("InProgress") || status.equals("RollbackInProgress");
        }
    }

    private final Deque<Refresh> refreshes = new ArrayDeque<>();
    private String configured;
    private String[] instances;
    private boolean mixed;
    private boolean overridden;

    FakeAutoScaling(String configured) {
        this.configured = configured;
        instances = new String[] {configured, configured, configured, configured};
    }

    synchronized void mixed(boolean withTemplatesOfItsOwn) {
        mixed = true;
        overridden = withTemplatesOfItsOwn;
    }

    synchronized void follows(String version) {
        configured = version;
    }

    /** A refresh to a version, or one that only replaces, with the group's own. */
    synchronized void refresh(String brings) {
        refreshes.addFirst(new Refresh(refreshes.size() + 1, brings, "InProgress"));
        if (!brings.isEmpty()) {
            instances = new String[] {brings, brings, instances[2], instances[3]};
        }
    }

    synchronized void settle() {
        if (refreshes.isEmpty() || !refreshes.getFirst().runs()) {
            return;
        }
        var ending = refreshes.removeFirst();
        boolean back = ending.status().equals("RollbackInProgress");
        refreshes.addFirst(ending.now(back ? "RollbackSuccessful" : "Successful"));
        if (!back && !ending.brings().isEmpty()) {
            configured = ending.brings();
        }
        instances = new String[] {configured, configured, configured, configured};
    }

    synchronized void fail() {
        refreshes.addFirst(refreshes.removeFirst().now("Failed"));
    }

    @Override
    Reply answer(Ask ask) {
        var action = ask.field("Action").orElse("");
        boolean running = !refreshes.isEmpty() && refreshes.getFirst().runs();
        return switch (action) {
            case "DescribeAutoScalingGroups" ->
                    Reply.xml(
                            action,
                            "<AutoScalingGroups><member>%s<Instances>%s</Instances></member></AutoScalingGroups>"
                                    .formatted(group(), instances()));
            case "DescribeInstanceRefreshes" -> page(ask);
            case "StartInstanceRefresh" -> {
                if (running) {
                    yield Reply.noXml("InstanceRefreshInProgress", "one runs");
                }
                var in =
                        "DesiredConfiguration."
                                + (mixed
                                        ? "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification."
                                        : "LaunchTemplate.");
                var version = ask.field(in + "Version").orElse("");
                if (ask.field(in + "LaunchTemplateName").isPresent()
                        || ask.field(in + "LaunchTemplateId").isEmpty()) {
                    yield Reply.noXml("ValidationError", "either the id or the name");
                }
                if (version.isEmpty() || Integer.parseInt(version) > LATEST) {
                    yield Reply.noXml("ValidationError", "no version " + version);
                }
                refresh(version);
                yield Reply.xml(action, "<InstanceRefreshId>r</InstanceRefreshId>");
            }
            case "RollbackInstanceRefresh" -> {
                if (!running || refreshes.getFirst().brings().isEmpty()) {
                    yield Reply.noXml("IrreversibleInstanceRefresh", "nothing to go back to");
                }
                refreshes.addFirst(refreshes.removeFirst().now("RollbackInProgress"));
                yield Reply.xml(action, "<InstanceRefreshId>r</InstanceRefreshId>");
            }
            default -> Reply.noXml("InvalidAction", action);
        };
    }

    private String group() {
        var template = template(configured);
        if (!mixed) {
            return "<LaunchTemplate>%s</LaunchTemplate>".formatted(template);
        }
        return "<MixedInstancesPolicy><LaunchTemplate><LaunchTemplateSpecification>%s</LaunchTemplateSpecification><Overrides><member><InstanceType>m5.large</InstanceType>%s</member></Overrides></LaunchTemplate></MixedInstancesPolicy>"
                .formatted(
                        template,
                        overridden
                                ? "<LaunchTemplateSpecification>%s</LaunchTemplateSpecification>"
                                        .formatted(template)
                                : "");
    }

    private static String template(String version) {
        return "<LaunchTemplateId>lt-1</LaunchTemplateId><LaunchTemplateName>shop</LaunchTemplateName><Version>%s</Version>"
                .formatted(version);
    }

    private String instances() {
        var all = new StringBuilder();
        for (var version : instances) {
            all.append(
                    "<member><LifecycleState>InService</LifecycleState><LaunchTemplate>%s</LaunchTemplate></member>"
                            .formatted(template(version)));
        }
        return all.toString();
    }

    /** One a page. */
    private Reply page(Ask ask) {
        int from = ask.field("NextToken").map(Integer::parseInt).orElse(0);
        var members = new StringBuilder();
        refreshes.stream()
                .skip(from)
                .limit(1)
                .forEach(
                        refresh ->
                                members.append(
                                        "<member><InstanceRefreshId>r-%d</InstanceRefreshId><Status>%s</Status><PercentageComplete>50</PercentageComplete>%s</member>"
                                                .formatted(
                                                        refresh.number(),
                                                        refresh.status(),
                                                        desired(refresh.brings()))));
        var next = from + 1 < refreshes.size() ? "<NextToken>" + (from + 1) + "</NextToken>" : "";
        return Reply.xml(
                "DescribeInstanceRefreshes",
                "<InstanceRefreshes>" + members + "</InstanceRefreshes>" + next);
    }

    private String desired(String version) {
        if (version.isEmpty()) {
            return "";
        }
        return "<DesiredConfiguration>%s</DesiredConfiguration>"
                .formatted(
                        mixed
                                ? "<MixedInstancesPolicy><LaunchTemplate><LaunchTemplateSpecification>%s</LaunchTemplateSpecification></LaunchTemplate></MixedInstancesPolicy>"
                                        .formatted(template(version))
                                : "<LaunchTemplate>%s</LaunchTemplate>"
                                        .formatted(template(version)));
    }
}
