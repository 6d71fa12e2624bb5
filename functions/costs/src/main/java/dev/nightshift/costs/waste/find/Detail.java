package dev.nightshift.costs.waste.find;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of a resource beyond its name, by type. Sizes are in GiB as AWS bills them. */
public sealed interface Detail {
    ResourceType type();

    /**
     * @param state {@code available} if nothing has it attached
     * @param changing whether a modification is under way
     * @param make with what it can be made again as it is
     */
    record Volume(String volumeType, int gib, String state, boolean changing, Make make)
            implements Detail {
        @Override
        public ResourceType type() {
            return ResourceType.VOLUME;
        }

        public boolean isAttached() {
            return !state.equals("available");
        }
    }

    /**
     * How a volume was made.
     *
     * @param zone its availability zone
     * @param iops empty where the size decides
     * @param mibPerSecond its throughput; empty where the type decides
     */
    record Make(String zone, Optional<Integer> iops, Optional<Integer> mibPerSecond) {}

    /**
     * @param gib of the volume; what the snapshot holds is at most that
     * @param state {@code completed} once it can be restored
     * @param usedByImage whether an AMI of this account is made of it
     * @param volumeThere whether the volume is still there
     */
    record Snapshot(
            String volume,
            int gib,
            String state,
            Sight<Boolean> usedByImage,
            Sight<Boolean> volumeThere)
            implements Detail {
        @Override
        public ResourceType type() {
            return ResourceType.SNAPSHOT;
        }
    }

    record Address(String ip, boolean attached) implements Detail {
        @Override
        public ResourceType type() {
            return ResourceType.ADDRESS;
        }
    }

    /**
     * @param state such as {@code running} or {@code stopped}
     * @param stoppedSince empty if it runs, or EC2 does not tell
     * @param disks those attached
     * @param platform such as {@code Linux/UNIX}
     */
    record Instance(
            String instanceType,
            String state,
            Optional<Instant> stoppedSince,
            Sight<List<Disk>> disks,
            String platform)
            implements Detail {
        @Override
        public ResourceType type() {
            return ResourceType.INSTANCE;
        }
    }

    record Disk(String volumeType, int gib) {}

    /**
     * @param retentionDays empty if what is logged stays for ever
     */
    record LogGroup(long storedBytes, Optional<Integer> retentionDays) implements Detail {
        @Override
        public ResourceType type() {
            return ResourceType.LOG_GROUP;
        }
    }

    /**
     * @param staleUploads multipart uploads begun more than {@link Thresholds#UPLOAD_AGE} ago and
     *     neither completed nor aborted
     */
    record Bucket(Sight<Lifecycle> lifecycle, Sight<Integer> staleUploads) implements Detail {
        @Override
        public ResourceType type() {
            return ResourceType.BUCKET;
        }
    }

    /**
     * @param rules enabled ones
     * @param aborts whether one of them aborts incomplete uploads of the whole bucket
     */
    record Lifecycle(int rules, boolean aborts) {}

    /**
     * @param balancer {@code application}, {@code network}, {@code gateway} or {@code classic}
     * @param targets registered ones, of all its groups; not known of one without a group, which
     *     may answer or redirect by itself. Of a classic one, its instances
     */
    record LoadBalancer(String balancer, Sight<Integer> targets) implements Detail {
        @Override
        public ResourceType type() {
            return ResourceType.LOAD_BALANCER;
        }
    }

    record NatGateway(String state) implements Detail {
        @Override
        public ResourceType type() {
            return ResourceType.NAT_GATEWAY;
        }
    }

    record Database(String instanceClass, String engine, boolean multiAz, String status)
            implements Detail {
        @Override
        public ResourceType type() {
            return ResourceType.DATABASE;
        }
    }

    record Cache(String nodeType, int nodes, String engine, String status) implements Detail {
        @Override
        public ResourceType type() {
            return ResourceType.CACHE;
        }
    }

    record Repository(Sight<List<Image>> images) implements Detail {
        @Override
        public ResourceType type() {
            return ResourceType.REPOSITORY;
        }
    }

    /**
     * @param pulled the last pull that ECR recorded; empty if none
     */
    record Image(String digest, Instant pushed, Optional<Instant> pulled, long bytes) {}

    /**
     * @param accessed the day of the last access, at 00:00Z; empty if it was never read
     */
    record Secret(Optional<Instant> accessed) implements Detail {
        @Override
        public ResourceType type() {
            return ResourceType.SECRET;
        }
    }

    record Distribution(boolean enabled, String domain) implements Detail {
        @Override
        public ResourceType type() {
            return ResourceType.DISTRIBUTION;
        }
    }
}
