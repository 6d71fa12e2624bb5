package dev.nightshift.certificates.check;

import dev.nightshift.certificates.chain.ChainVerdict;
import dev.nightshift.certificates.chain.RevocationCheck;
import dev.nightshift.certificates.check.CertificateCheckSettings.Endpoint;
import dev.nightshift.certificates.grade.Grade;
import dev.nightshift.certificates.tls.Handshake;
import dev.nightshift.certificates.tls.ProtocolVersion;
import dev.nightshift.certificates.tls.TlsSurvey;
import dev.nightshift.certificates.web.WebFacts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was seen of one endpoint.
 *
 * @param unresolved why its name leads to no address
 * @param refused of addresses that may not be connected to, why not
 * @param nodes one per address
 * @param web empty if nobody looked
 */
public record EndpointFacts(
        Endpoint endpoint,
        Optional<String> unresolved,
        List<String> refused,
        List<Node> nodes,
        Optional<WebFacts> web) {
    public EndpointFacts {
        refused = List.copyOf(refused);
        nodes = List.copyOf(nodes);
    }

    /** One address behind the name. */
    public sealed interface Node {
        String address();

        /**
         * It showed certificates: one, or one per kind of key.
         *
         * @param graded empty if nobody asked for it
         */
        record Shown(String address, List<Certificate> certificates, Optional<Graded> graded)
                implements Node {
            public Shown {
                certificates = List.copyOf(certificates);
            }
        }

        /** It showed none. */
        record Silent(String address, Handshake.Trouble trouble, String why) implements Node {}
    }

    /** What else it offers, and what that is worth. */
    public record Graded(TlsSurvey survey, Grade grade) {}

    /**
     * A certificate as it was shown.
     *
     * @param revocations of every certificate on its path but the root, its own first
     * @param keyProven whether the server has shown that it holds its key
     */
    public record Certificate(
            ProtocolVersion version,
            ChainVerdict chain,
            List<RevocationCheck.Finding> revocations,
            boolean keyProven) {
        public Certificate {
            revocations = List.copyOf(revocations);
        }

        /** None of a chain to nowhere: nobody can tell there, and that it leads nowhere is said. */
        List<RevocationCheck.Finding> tellingRevocations() {
            return chain.rooted() ? revocations : List.of();
        }
    }

    /** Every certificate of every address. */
    public Stream<Certificate> certificates() {
        return shown().flatMap(node -> node.certificates().stream());
    }

    /** The addresses that showed any. */
    public Stream<Node.Shown> shown() {
        return nodes.stream()
                .flatMap(
                        node ->
                                switch (node) {
                                    case Node.Shown shown -> Stream.of(shown);
                                    case Node.Silent _ -> Stream.empty();
                                });
    }

    /** The worst grade of all addresses; empty if none was asked for. */
    public Optional<Grade> grade() {
        return shown().flatMap(node -> node.graded().stream())
                .map(Graded::grade)
                .reduce((one, other) -> one.letter().isWorseThan(other.letter()) ? one : other);
    }
}
