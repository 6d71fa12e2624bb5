package dev.nightshift.core.notice;

import dev.nightshift.core.aws.AwsErrors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/** {@link Notices} on an SNS topic; a queue and the notifier stand behind it. */
public final class SnsNotices implements Notices {
    private final SnsClient sns;
    private final String topicArn;

    public SnsNotices(SnsClient sns, String topicArn) {
        this.sns = sns;
        this.topicArn = topicArn;
    }

    @Override
    public void publish(String noticeJson) {
        try {
            sns.publish(request -> request.topicArn(topicArn).message(noticeJson));
        } catch (SdkException failure) {
            throw AwsErrors.translate("publish to " + topicArn, failure);
        }
    }
}
