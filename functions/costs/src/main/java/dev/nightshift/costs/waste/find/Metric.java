package dev.nightshift.costs.waste.find;

/**
 * What is asked of CloudWatch, hour by hour.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html">
 *     AWS services that publish CloudWatch metrics</a>
 */
public enum Metric {
    /** Reported only when it is not zero: silence means none while {@link #ALB_LCUS} is there. */
    ALB_REQUESTS("AWS/ApplicationELB", "RequestCount", Statistic.SUM),
    /**
     * Always reported, also for a balancer without requests.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/elb-metricscollected.html">
     *     Elastic Load Balancing metrics, reporting criteria</a>
     */
    ALB_LCUS("AWS/ApplicationELB", "ConsumedLCUs", Statistic.SUM),
    NLB_FLOWS("AWS/NetworkELB", "NewFlowCount", Statistic.SUM),
    /**
     * Of a classic one, reported only when it is not zero: silence means none while {@link
     * #CLASSIC_HEALTHY_HOSTS} is there.
     */
    CLASSIC_REQUESTS("AWS/ELB", "RequestCount", Statistic.SUM),
    /**
     * Reported while instances are registered, also when none of them is healthy.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-cloudwatch-metrics.html">
     *     CloudWatch metrics for your Classic Load Balancer</a>
     */
    CLASSIC_HEALTHY_HOSTS("AWS/ELB", "HealthyHostCount", Statistic.MAXIMUM),
    NAT_BYTES_OUT("AWS/NATGateway", "BytesOutToDestination", Statistic.SUM),
    NAT_BYTES_IN("AWS/NATGateway", "BytesInFromDestination", Statistic.SUM),
    DATABASE_CONNECTIONS("AWS/RDS", "DatabaseConnections", Statistic.MAXIMUM),
    DATABASE_CPU("AWS/RDS", "CPUUtilization", Statistic.MAXIMUM),
    INSTANCE_CPU("AWS/EC2", "CPUUtilization", Statistic.MAXIMUM),
    /** Published by the CloudWatch agent, where one is installed. */
    INSTANCE_MEMORY("CWAgent", "mem_used_percent", Statistic.MAXIMUM),
    CACHE_CONNECTIONS("AWS/ElastiCache", "CurrConnections", Statistic.MAXIMUM),
    CACHE_HITS("AWS/ElastiCache", "CacheHits", Statistic.SUM),
    DISTRIBUTION_REQUESTS("AWS/CloudFront", "Requests", Statistic.SUM);

    /** How the values of an hour are put together. */
    public enum Statistic {
        SUM("Sum"),
        MAXIMUM("Maximum");

        private final String word;

        Statistic(String word) {
            this.word = word;
        }

        /** As CloudWatch writes it. */
        public String word() {
            return word;
        }
    }

    private final String namespace;
    private final String label;
    private final Statistic statistic;

    Metric(String namespace, String label, Statistic statistic) {
        this.namespace = namespace;
        this.label = label;
        this.statistic = statistic;
    }

    public String namespace() {
        return namespace;
    }

    /** Its name in CloudWatch. */
    public String label() {
        return label;
    }

    public Statistic statistic() {
        return statistic;
    }
}
