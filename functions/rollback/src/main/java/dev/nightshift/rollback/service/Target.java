package dev.nightshift.rollback.service;

import java.util.Optional;

/** What a release goes to, and what can be taken back to an earlier one. */
public sealed interface Target {
    /** The key in the settings, and the first word of the id. */
    String kind();

    /** As a person names it, without the kind. */
    String name();

    /** Names it everywhere: in the ledger, in plans, at the terminal. */
    default String id() {
        return kind() + " " + name();
    }

    /** A Lambda alias; its revisions are version numbers. */
    record LambdaAlias(String function, String alias) implements Target {
        @Override
        public String kind() {
            return "lambda";
        }

        @Override
        public String name() {
            return function + ":" + alias;
        }
    }

    /** An ECS service; its revisions are ARNs of task definitions. */
    record EcsService(String cluster, String service) implements Target {
        @Override
        public String kind() {
            return "ecs";
        }

        @Override
        public String name() {
            return cluster + "/" + service;
        }
    }

    /** A deployment group of CodeDeploy; its revisions are ids of deployments. */
    record CodeDeployGroup(String application, String group) implements Target {
        @Override
        public String kind() {
            return "codedeploy";
        }

        @Override
        public String name() {
            return application + "/" + group;
        }
    }

    /** An Auto Scaling group; its revisions are versions of its launch template. */
    record AutoScalingGroup(String name) implements Target {
        @Override
        public String kind() {
            return "autoscaling";
        }
    }

    /**
     * A static site in a versioned bucket; its revisions are instants in ISO-8601: the state of the
     * bucket as of then.
     *
     * @param prefix of the site's keys; empty for the whole bucket
     * @param distribution id of the CloudFront distribution before it
     */
    record StaticSite(String bucket, String prefix, Optional<String> distribution)
            implements Target {
        @Override
        public String kind() {
            return "site";
        }

        @Override
        public String name() {
            return prefix.isEmpty() ? bucket : bucket + "/" + prefix;
        }
    }

    /** A configuration profile of AppConfig, flags or free form; its revisions are versions. */
    record AppConfigProfile(String application, String environment, String profile)
            implements Target {
        @Override
        public String kind() {
            return "appconfig";
        }

        @Override
        public String name() {
            return application + "/" + environment + "/" + profile;
        }
    }

    /** An environment of Elastic Beanstalk; its revisions are version labels. */
    record BeanstalkEnvironment(String application, String environment) implements Target {
        @Override
        public String kind() {
            return "beanstalk";
        }

        @Override
        public String name() {
            return application + "/" + environment;
        }
    }

    /**
     * Production of a Vercel project; its revisions are ids of deployments.
     *
     * @param project its id or name
     * @param team its id, if it belongs to one
     * @param secret in Secrets Manager, whose text is an access token
     */
    record VercelProject(String project, Optional<String> team, String secret) implements Target {
        @Override
        public String kind() {
            return "vercel";
        }

        @Override
        public String name() {
            return project;
        }
    }

    /**
     * Production of a Netlify site; its revisions are ids of deploys.
     *
     * @param site its id
     * @param secret in Secrets Manager, whose text is an access token
     */
    record NetlifySite(String site, String secret) implements Target {
        @Override
        public String kind() {
            return "netlify";
        }

        @Override
        public String name() {
            return site;
        }
    }
}
