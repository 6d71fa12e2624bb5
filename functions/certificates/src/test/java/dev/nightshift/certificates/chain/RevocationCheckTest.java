package dev.nightshift.certificates.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.net.Fetcher;
import dev.nightshift.certificates.net.RefusedAddressException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationCheckTest {
    private static final String OCSP = "http://ocsp.example/";
    private static final String CRL = "http://crl.example/ca.crl";
    private static final Instant DAY_AGO = Mint.NOW.minus(Duration.ofDays(1));

    private static final Minted CA = Authorities.CA;
    private static final Minted BOTH =
            Mint.leaf(Authorities.HOST).by(CA).access(OCSP, "").crlAt(CRL).mint();
    private static final Minted CRL_ONLY = Mint.leaf(Authorities.HOST).by(CA).crlAt(CRL).mint();

    private final FakeWeb web = new FakeWeb();
    private final RevocationCheck check = new RevocationCheck(web, RevocationCheck.Limits.DEFAULT);

    private static ChainVerdict verdict(Minted... chain) {
        var ders = List.of(chain).stream().map(Minted::der).toList();
        return new ChainAnalysis(Authorities.trust())
                .judge(new Presented(ders, false, List.of()), Authorities.HOST, Mint.NOW);
    }

    private Revocation of(Minted leaf, Optional<Bytes> stapled) {
        return check.check(verdict(leaf, CA), stapled).getFirst().revocation();
    }

    private Revocation of(Minted leaf) {
        return of(leaf, Optional.empty());
    }

    private static String unknown(Revocation revocation) {
        assertThat(revocation).isInstanceOf(Revocation.Unknown.class);
        return ((Revocation.Unknown) revocation).why();
    }

    @Test
    void what_is_stapled_is_believed_and_nobody_asked() {
        var good = of(BOTH, Optional.of(MintStatus.ocsp(BOTH, CA).mint()));
        assertThat(good)
                .isEqualTo(
                        new Revocation.Good(
                                Revocation.Via.STAPLED_OCSP,
                                Mint.NOW.minusSeconds(3600),
                                Optional.of(Mint.NOW.plusSeconds(86_400))));
        var revoked = of(BOTH, Optional.of(MintStatus.ocsp(BOTH, CA).revoked(DAY_AGO).mint()));
        assertThat(revoked)
                .isEqualTo(
                        new Revocation.Revoked(
                                Revocation.Via.STAPLED_OCSP,
                                DAY_AGO,
                                Optional.of("keyCompromise")));
        assertThat(web.asked()).isEmpty();
    }

    @Test
    void a_staple_for_another_certificate_does_not_end_the_search() {
        var other = Mint.leaf("other.example").by(CA).mint();
        web.at(OCSP, MintStatus.ocsp(BOTH, CA).revoked(DAY_AGO).mint());
        var found = of(BOTH, Optional.of(MintStatus.ocsp(other, CA).mint()));
        assertThat(found)
                .isInstanceOfSatisfying(
                        Revocation.Revoked.class,
                        revoked -> assertThat(revoked.via()).isEqualTo(Revocation.Via.OCSP));
    }

    @Test
    void the_question_is_one_that_another_library_understands() {
        web.at(
                OCSP,
                request -> {
                    assertThat(request.method()).isEqualTo("POST");
                    assertThat(request.headers())
                            .containsEntry("Content-Type", "application/ocsp-request");
                    assertThat(asks(request.body(), BOTH, CA)).isTrue();
                    return FakeWeb.ok(MintStatus.ocsp(BOTH, CA).mint());
                });
        assertThat(of(BOTH)).isInstanceOf(Revocation.Good.class);
    }

    private static boolean asks(Bytes body, Minted about, Minted issuer) {
        try {
            var list = new OCSPReq(body.array()).getRequestList();
            var id = list[0].getCertID();
            var digests = new JcaDigestCalculatorProviderBuilder().build();
            return list.length == 1
                    && id.getSerialNumber().equals(about.serial())
                    && id.matchesIssuer(issuer.holder(), digests);
        } catch (OCSPException | OperatorCreationException failure) {
            throw new IllegalStateException(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6})
    void a_responder_that_refuses_leaves_it_unknown(int status) {
        web.at(OCSP, MintStatus.refusal(status));
        assertThat(unknown(of(BOTH))).contains("the responder", "nobody listens at crl.example");
    }

    @Test
    void without_ocsp_the_crl_is_asked() {
        web.at(CRL, MintStatus.crl(CA).mint());
        assertThat(of(BOTH))
                .isInstanceOfSatisfying(
                        Revocation.Good.class,
                        good -> assertThat(good.via()).isEqualTo(Revocation.Via.CRL));
        assertThat(web.asked()).hasSize(2);
    }

    @Test
    void a_crl_names_what_is_revoked_since_when_and_why() {
        web.at(CRL, MintStatus.crl(CA).revoke(BOTH, DAY_AGO).revoke(CRL_ONLY, DAY_AGO).mint());
        assertThat(of(CRL_ONLY))
                .isEqualTo(
                        new Revocation.Revoked(
                                Revocation.Via.CRL, DAY_AGO, Optional.of("keyCompromise")));
        assertThat(of(Mint.leaf(Authorities.HOST).by(CA).crlAt(CRL).mint()))
                .isInstanceOf(Revocation.Good.class);
        assertThat(web.asked()).hasSize(1);
    }

    @Test
    void a_revoked_intermediate_is_found_too() {
        var root = Authorities.ROOT;
        var ca = Mint.ca("Taken Back CA").by(root).crlAt(CRL).mint();
        var leaf = Mint.leaf(Authorities.HOST).by(ca).mint();
        web.at(CRL, MintStatus.crl(root).revoke(ca, DAY_AGO).mint());
        var findings = check.check(verdict(leaf, ca), Optional.empty());
        assertThat(findings).hasSize(2);
        assertThat(findings.get(0).revocation()).isEqualTo(new Revocation.NotOffered());
        assertThat(findings.get(1).revocation()).isInstanceOf(Revocation.Revoked.class);
    }

    @Test
    void five_hundred_certificates_of_one_ca_ask_once_for_its_crl()
            throws InterruptedException, ExecutionException {
        web.at(CRL, MintStatus.crl(CA).revoke(CRL_ONLY, DAY_AGO).mint());
        var verdicts = new ArrayList<ChainVerdict>();
        for (int i = 0; i < 500; i++) {
            verdicts.add(
                    i == 7
                            ? verdict(CRL_ONLY, CA)
                            : verdict(Mint.leaf(Authorities.HOST).by(CA).crlAt(CRL).mint(), CA));
        }
        int revoked = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks =
                    verdicts.stream()
                            .map(
                                    verdict ->
                                            (Callable<Revocation>)
                                                    () ->
                                                            check.check(verdict, Optional.empty())
                                                                    .getFirst()
                                                                    .revocation())
                            .toList();
            for (var done : threads.invokeAll(tasks)) {
                revoked += done.get() instanceof Revocation.Revoked ? 1 : 0;
            }
        }
        assertThat(revoked).isEqualTo(1);
        assertThat(web.asked()).hasSize(1);
    }

    @Test
    void a_certificate_seen_on_many_endpoints_is_asked_about_once() {
        web.at(OCSP, MintStatus.ocsp(BOTH, CA).mint());
        for (int i = 0; i < 5; i++) {
            assertThat(of(BOTH)).isInstanceOf(Revocation.Good.class);
        }
        assertThat(web.asked()).hasSize(1);
    }

    @Test
    void a_dead_responder_is_left_alone_after_some_failures() {
        for (int i = 0; i < 10; i++) {
            assertThat(unknown(of(Mint.leaf(Authorities.HOST).by(CA).access(OCSP, "").mint())))
                    .isNotEmpty();
        }
        assertThat(web.asked()).hasSize(3);
    }

    @Test
    void nobody_is_asked_about_a_chain_that_leads_to_no_root() {
        var leaf =
                Mint.leaf(Authorities.HOST)
                        .by(Authorities.STRANGE_CA)
                        .access(OCSP, "")
                        .crlAt(CRL)
                        .mint();
        var findings = check.check(verdict(leaf, Authorities.STRANGE_CA), Optional.empty());
        assertThat(findings)
                .allSatisfy(
                        finding ->
                                assertThat(unknown(finding.revocation()))
                                        .contains("no trusted root"));
        assertThat(web.asked()).isEmpty();
    }

    @Test
    void nothing_offered_is_not_unknown() {
        assertThat(of(Mint.leaf(Authorities.HOST).by(CA).mint()))
                .isEqualTo(new Revocation.NotOffered());
        assertThat(check.check(verdict(Authorities.PINNED), Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://crl.example/ca.crl",
                "ldap://crl.example/cn=x",
                "http://user:secret@crl.example/ca.crl",
                "http:///ca.crl",
                "//crl.example/ca.crl",
                "http://crl.example/a b",
                "http://crl.example/\r\nHost: x",
                "nonsense",
            })
    void urls_that_are_not_plain_are_not_followed(String url) {
        var leaf = Mint.leaf(Authorities.HOST).by(CA).crlAt(url).mint();
        assertThat(unknown(of(leaf))).doesNotContain("\n").isNotEmpty();
        assertThat(web.asked()).isEmpty();
    }

    @Test
    void a_redirect_is_followed_if_it_is_plain_and_not_without_end() {
        web.at(CRL, request -> FakeWeb.redirect("/other.crl"))
                .at("http://crl.example/other.crl", MintStatus.crl(CA).mint());
        assertThat(of(CRL_ONLY)).isInstanceOf(Revocation.Good.class);
    }

    @Test
    void a_redirect_elsewhere_or_without_end_is_not() {
        web.at(CRL, request -> FakeWeb.redirect("file:///etc/passwd"));
        assertThat(unknown(of(CRL_ONLY))).contains("not a plain one");
        var loop = "http://loop.example/";
        web.at(loop, request -> FakeWeb.redirect(loop));
        var leaf = Mint.leaf(Authorities.HOST).by(CA).crlAt(loop).mint();
        assertThat(unknown(of(leaf))).contains("redirected more than");
        assertThat(web.asked()).hasSize(5);
    }

    @Test
    void what_cannot_be_had_leaves_it_unknown_with_words() {
        assertThat(missing(request -> FakeWeb.status(404))).contains("HTTP status 404");
        assertThat(missing(request -> FakeWeb.ok(Bytes.of("<html>", StandardCharsets.US_ASCII))))
                .contains("cannot be read");
        assertThat(missing(request -> FakeWeb.ok(Bytes.of(new byte[9 << 20]))))
                .contains("more than 8388608 bytes");
        assertThat(
                        missing(
                                request -> {
                                    throw new RefusedAddressException(
                                            "10.0.0.7 is not a public address");
                                }))
                .contains("not a public address");
    }

    private static String missing(FakeWeb.Page page) {
        Fetcher web = new FakeWeb().at(CRL, page);
        return unknown(
                new RevocationCheck(web, RevocationCheck.Limits.DEFAULT)
                        .check(verdict(CRL_ONLY, CA), Optional.empty())
                        .getFirst()
                        .revocation());
    }

    @Test
    void crls_beyond_what_may_be_kept_are_not_fetched() {
        var small = new RevocationCheck.Limits(Duration.ofSeconds(1), 8 << 20, 1);
        web.at(CRL, MintStatus.crl(CA).mint());
        var strict = new RevocationCheck(web, small);
        assertThat(strict.check(verdict(CRL_ONLY, CA), Optional.empty()).getFirst().revocation())
                .isInstanceOf(Revocation.Good.class);
        var other = Mint.leaf(Authorities.HOST).by(CA).crlAt("http://crl.example/2.crl").mint();
        assertThat(
                        unknown(
                                strict.check(verdict(other, CA), Optional.empty())
                                        .getFirst()
                                        .revocation()))
                .contains("of CRLs in one run");
    }
}
