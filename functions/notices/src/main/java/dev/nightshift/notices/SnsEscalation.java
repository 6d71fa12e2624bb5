package dev.nightshift.notices;

import dev.nightshift.core.aws.AwsErrors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/** {@link Escalation} on an SNS topic with e-mail subscriptions. */
final class SnsEscalation implements Escalation {
    private final SnsClient sns;
    private final String topicArn;

    SnsEscalation(SnsClient sns, String topicArn) {
        this.sns = sns;
        this.topicArn = topicArn;
    }

    @Override
    public void send(PlainMail mail) {
        try {
            sns.publish(
                    request ->
                            request.topicArn(topicArn)
                                    .subject(mail.subject())
                                    .message(mail.body()));
        } catch (SdkException failure) {
            throw AwsErrors.translate("publish to " + topicArn, failure);
        }
    }
}
