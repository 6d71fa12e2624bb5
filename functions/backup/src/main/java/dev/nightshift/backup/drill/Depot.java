package dev.nightshift.backup.drill;

import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.EvidenceLog;
import dev.nightshift.backup.evidence.VaultEvidenceLog;
import dev.nightshift.backup.s3.manifest.Manifests;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultManifests;
import dev.nightshift.backup.s3.store.ObjectStores;
import dev.nightshift.core.automation.Scope;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The vault as a drill uses it. Which bucket it is follows from the account, and the account is
 * asked for when it is first needed: a function that is only being made asks nobody anything.
 */
final class Depot {
    final ObjectStores stores;
    private final Supplier<Vault> find;
    private final Scope scope;
    private volatile Optional<Vault> found = Optional.empty();

    Depot(ObjectStores stores, Supplier<Vault> find, Scope scope) {
        this.stores = stores;
        this.find = find;
        this.scope = scope;
    }

    Vault vault() {
        var known = found;
        if (known.isEmpty()) {
            known = Optional.of(find.get());
            found = known;
        }
        return known.get();
    }

    Manifests manifests() {
        return new VaultManifests(stores, vault());
    }

    EvidenceLog log() {
        return new EvidenceLog() {
            private EvidenceLog there() {
                return new VaultEvidenceLog(stores, vault(), scope);
            }

            @Override
            public List<Evidence> of(Evidence.Kind kind, String source, int limit) {
                return there().of(kind, source, limit);
            }

            @Override
            public List<String> sources(Evidence.Kind kind) {
                return there().sources(kind);
            }

            @Override
            public boolean keep(Evidence evidence) {
                return there().keep(evidence);
            }

            @Override
            public Optional<String> newestHash(Evidence.Kind kind, String source) {
                return there().newestHash(kind, source);
            }
        };
    }
}
