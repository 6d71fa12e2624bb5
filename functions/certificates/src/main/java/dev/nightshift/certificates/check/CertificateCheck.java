package dev.nightshift.certificates.check;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.certificates.acm.AcmObserver;
import dev.nightshift.certificates.acm.AcmPermissions;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.config.RecordShape;
import java.util.List;
import java.util.Optional;

/** certificate-check: certificates, TLS and domains, wherever they are hosted. It only watches. */
public final class CertificateCheck implements AutomationSpec<CertificateCheckSettings> {
    @Override
    public String name() {
        return "certificate-check";
    }

    @Override
    public RecordShape<CertificateCheckSettings> shape() {
        return CertificateCheckShape.SHAPE;
    }

    @Override
    public Class<? extends RequestStreamHandler> handler() {
        return CertificateCheckHandler.class;
    }

    @Override
    public List<Permission> permissions(CertificateCheckSettings settings, Place place) {
        return settings.aws()
                ? AcmPermissions.of(AcmObserver.regions(place.regions().home(), settings.regions()))
                : List.of();
    }

    @Override
    public Optional<Network> network(CertificateCheckSettings settings) {
        return settings.network();
    }

    /** Whoever names a host at the terminal means it, wherever it is. */
    @Override
    public CertificateCheckSettings aimedAt(String target, CertificateCheckSettings settings) {
        return settings.only(Targets.parse(target));
    }

    @Override
    public Automation<?, ?> create(CertificateCheckSettings settings, Place place) {
        return CertificateCheckAutomation.of(settings, place);
    }
}
