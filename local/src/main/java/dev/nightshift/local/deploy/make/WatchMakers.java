package dev.nightshift.local.deploy.make;

import java.util.List;
import java.util.Optional;

/** Alarms and dashboards. */
final class WatchMakers {
    private WatchMakers() {}

    static List<ResourceMaker> all() {
        return List.of(AlarmMaker.METRIC, AlarmMaker.COMPOSITE, new Dashboard());
    }

    /** AWS::CloudWatch::Dashboard. */
    record Dashboard() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::CloudWatch::Dashboard";
        }

        @Override
        public Schema schema() {
            return Schema.of("DashboardName DashboardBody");
        }

        @Override
        public Optional<Found> find(Declared declared) {
            var name = declared.name("DashboardName", 255);
            return Sdk.ifThere(
                            () ->
                                    declared.aws()
                                            .cloudwatch()
                                            .getDashboard(g -> g.dashboardName(name)))
                    .map(dashboard -> Found.of(name, Sdk.tree(dashboard)));
        }

        @Override
        public String create(Declared declared) {
            var name = declared.name("DashboardName", 255);
            declared.aws()
                    .cloudwatch()
                    .putDashboard(
                            put ->
                                    put.dashboardName(name)
                                            .dashboardBody(declared.text("DashboardBody")));
            return name;
        }

        @Override
        public String update(Declared declared, Found found) {
            return create(declared);
        }

        @Override
        public void delete(String id, Clients aws) {
            Sdk.ifThere(
                    () -> aws.cloudwatch().deleteDashboards(delete -> delete.dashboardNames(id)));
        }
    }
}
