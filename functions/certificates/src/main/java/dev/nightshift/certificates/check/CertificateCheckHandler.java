package dev.nightshift.certificates.check;

import dev.nightshift.core.lambda.AutomationFunction;

/** certificate-check as a Lambda function. */
public final class CertificateCheckHandler extends AutomationFunction {
    public CertificateCheckHandler() {
        super(new CertificateCheck());
    }
}
