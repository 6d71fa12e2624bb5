package dev.nightshift.core.aws;

import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** Whose credentials these are; asked once, when first needed. */
public final class AwsCaller {
    private final String region;
    private Optional<String> arn = Optional.empty();

    /**
     * @param region whose STS is asked
     */
    public AwsCaller(String region) {
        this.region = region;
    }

    /**
     * Twelve digits.
     *
     * @throws dev.nightshift.core.automation.CloudException if nobody answers
     */
    public String account() {
        return arn().split(":", 6)[4];
    }

    /** Such as {@code aws} or {@code aws-us-gov}. */
    public String partition() {
        return arn().split(":", 6)[1];
    }

    private synchronized String arn() {
        if (arn.isEmpty()) {
            try (var sts = AwsClients.sync(StsClient.builder().region(Region.of(region)))) {
                arn = Optional.of(sts.getCallerIdentity().arn());
            } catch (SdkException e) {
                throw AwsErrors.translate("find out which account this is", e);
            }
        }
        return arn.get();
    }
}
