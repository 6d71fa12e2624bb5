package dev.nightshift.certificates.domain;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.domain.DomainMemo.Answered;
import dev.nightshift.certificates.domain.Lookup.NotRegistered;
import dev.nightshift.certificates.domain.Lookup.Registered;
import dev.nightshift.core.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges what registries say of a domain. */
final class RegistrationJudge {
    private static final String REGISTRATION = "registration";
    private static final String EXPIRY = "expiry";
    private static final String STATUS = "status";

    /** An answer that old may have been overtaken. */
    private static final Duration OLD = Duration.ofDays(7);

    private final DomainFacts facts;
    private final DomainLimits limits;
    private final List<Finding> findings = new ArrayList<>();

    private RegistrationJudge(DomainFacts facts, DomainLimits limits) {
        this.facts = facts;
        this.limits = limits;
    }

    static List<Finding> judge(DomainFacts facts, DomainLimits limits) {
        var judge = new RegistrationJudge(facts, limits);
        judge.judge();
        return judge.findings;
    }

    /** As the registry says; as the settings say where it tells nobody. */
    static Optional<Instant> expires(DomainFacts facts) {
        return registration(facts)
                .flatMap(Registration::expires)
                .or(() -> facts.request().paidUntil());
    }

    private static Optional<Registration> registration(DomainFacts facts) {
        return facts.registry()
                .latest()
                .map(Answered::what)
                .flatMap(
                        what ->
                                switch (what) {
                                    case Registered(var registration) -> Optional.of(registration);
                                    case NotRegistered ignored -> Optional.empty();
                                });
    }

    private void judge() {
        var registry = facts.registry();
        registry.unanswered()
                .filter(why -> !registry.deferred() || registry.latest().isEmpty())
                .ifPresent(this::unanswered);
        registry.latest()
                .filter(answer -> registry.unanswered().isEmpty() || registry.deferred())
                .filter(answer -> answer.at().plus(OLD).isBefore(facts.at()))
                .ifPresent(
                        answer ->
                                add(
                                        Level.UNKNOWN,
                                        REGISTRATION,
                                        "its registry was last asked "
                                                + Words.age(answer.at(), facts.at())
                                                + " ago; there are more domains of it than one run"
                                                + " asks for"));
        if (registry.latest().isPresent()
                && registry.latest().get().what() instanceof NotRegistered(var source)) {
            add(
                    Level.CRITICAL,
                    REGISTRATION,
                    source
                            + " knows no such domain: anybody can register it now. Do so at once,"
                            + " or take it out of the settings if it was given up");
            return;
        }
        registration(facts)
                .ifPresent(
                        registration -> {
                            statuses(registration);
                            transferLock(registration);
                        });
        if (registry.latest().isPresent() || facts.request().paidUntil().isPresent()) {
            expiry();
        }
    }

    private void unanswered(String why) {
        var known =
                facts.registry()
                        .latest()
                        .map(
                                answer ->
                                        "; what follows was said "
                                                + Words.age(answer.at(), facts.at())
                                                + " ago")
                        .orElse("; look it up at the registrar");
        add(Level.UNKNOWN, REGISTRATION, why + known);
    }

    private void expiry() {
        var expires = expires(facts);
        if (expires.isEmpty()) {
            add(Level.UNKNOWN, EXPIRY, noExpiry());
            return;
        }
        var left = Duration.between(facts.at(), expires.get());
        var day = expires.get().atOffset(ZoneOffset.UTC).toLocalDate();
        var renewal = Renewal.words(registration(facts).flatMap(Registration::registrar));
        if (left.isZero() || left.isNegative()) {
            add(
                    Level.CRITICAL,
                    EXPIRY,
                    "its registration ended on "
                            + day
                            + ", "
                            + days(left.negated())
                            + " ago; most registries let it be renewed for some weeks after: "
                            + renewal);
            return;
        }
        level(left)
                .ifPresent(
                        level ->
                                add(
                                        level,
                                        EXPIRY,
                                        "its registration ends on "
                                                + day
                                                + ", in "
                                                + days(left)
                                                + ": "
                                                + renewal));
    }

    private Optional<Level> level(Duration left) {
        if (left.compareTo(limits.critical()) <= 0) {
            return Optional.of(Level.CRITICAL);
        }
        if (left.compareTo(limits.warn()) <= 0) {
            return Optional.of(Level.WARNING);
        }
        return left.compareTo(limits.note()) <= 0 ? Optional.of(Level.NOTE) : Optional.empty();
    }

    private String noExpiry() {
        var domain = facts.request().domain();
        return WhoisServers.tellsNoExpiry(domain)
                ? "the registry of ."
                        + domain.topLevel()
                        + " tells nobody when it ends: look into the registrar's account, and put"
                        + " the date into the settings"
                : "its registry says nothing readable of when it ends: look into the registrar's"
                        + " account, and put the date into the settings";
    }

    private void statuses(Registration registration) {
        registration.statuses().stream()
                .sorted()
                .flatMap(key -> DomainStatus.of(key).stream())
                .forEach(status -> add(status.level(), STATUS, status.words()));
    }

    private void transferLock(Registration registration) {
        var statuses = registration.statuses();
        boolean eppSpoken =
                statuses.stream()
                        .anyMatch(
                                key ->
                                        key.equals("ok")
                                                || key.equals("active")
                                                || key.endsWith("prohibited"));
        if (eppSpoken
                && !statuses.contains(DomainStatus.TRANSFER_LOCK)
                && !statuses.contains(DomainStatus.REGISTRY_LOCK)) {
            add(
                    Level.NOTE,
                    STATUS,
                    "no clientTransferProhibited: switch the transfer lock on at the registrar");
        }
    }

    private static String days(Duration length) {
        return length.toDays() == 1
                ? "1 day"
                : length.toDays() == 0 ? Words.length(length) : length.toDays() + " days";
    }

    private void add(Level level, String about, String words) {
        findings.add(new Finding(level, about, words));
    }
}
