package dev.nightshift.costs.waste.hours;

import dev.nightshift.core.aws.AwsClients;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.rds.RdsClient;

/** One client per service. */
class AwsOffHoursClients {
    private final String region;

    AwsOffHoursClients(String region) {
        this.region = region;
    }

    Ec2Client ec2() {
        return AwsClients.sync(at(Ec2Client.builder()));
    }

    RdsClient rds() {
        return AwsClients.sync(at(RdsClient.builder()));
    }

    EcsClient ecs() {
        return AwsClients.sync(at(EcsClient.builder()));
    }

    /** Settles the region; everything else comes from the environment. */
    <B extends AwsClientBuilder<B, C>, C> B at(B builder) {
        return builder.region(Region.of(region));
    }
}
