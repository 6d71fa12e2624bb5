package dev.nightshift.core.notice;

import dev.nightshift.core.aws.AwsErrors;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/** {@link Notices} on an SNS topic; a queue and the notifier stand behind it. */
public final class SnsNotices implements Notices {
    private final Supplier<SnsClient> make;
    private final String topicArn;
    private Optional<SnsClient> made = Optional.empty();

    public SnsNotices(SnsClient sns, String topicArn) {
        this(() -> sns, topicArn);
    }

    /**
     * @param sns asked once, when the first notice is published: what a function does is not to
     *     wait for what it tells afterwards
     */
    public SnsNotices(Supplier<SnsClient> sns, String topicArn) {
        this.make = sns;
        this.topicArn = topicArn;
    }

    private synchronized SnsClient sns() {
        var sns = made.orElseGet(make);
        made = Optional.of(sns);
        return sns;
    }

    @Override
    public void publish(String noticeJson) {
        try {
            sns().publish(request -> request.topicArn(topicArn).message(noticeJson));
        } catch (SdkException failure) {
            throw AwsErrors.translate("publish to " + topicArn, failure);
        }
    }
}
