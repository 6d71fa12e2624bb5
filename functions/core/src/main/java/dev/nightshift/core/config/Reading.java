package dev.nightshift.core.config;

import dev.nightshift.core.config.Value.Entry;
import dev.nightshift.core.config.Value.Items;
import dev.nightshift.core.config.Value.Kind;
import dev.nightshift.core.config.Value.Mapping;
import dev.nightshift.core.config.Value.Scalar;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** A value that is being decoded: what it is, where it stands, and where its problems go. */
public final class Reading {
    private final Value value;
    private final Position at;
    private final String path;
    private final Problems problems;
    private final Instant asOf;

    private Reading(Value value, Position at, String path, Problems problems, Instant asOf) {
        this.value = value;
        this.at = at;
        this.path = path;
        this.problems = problems;
        this.asOf = asOf;
    }

    static Reading of(Value root, Problems problems, Instant asOf) {
        return new Reading(root, root.at(), "", problems, asOf);
    }

    public Value value() {
        return value;
    }

    public Position at() {
        return at;
    }

    /** What counts as the past; {@link Instant#EPOCH} if nothing does. */
    public Instant asOf() {
        return asOf;
    }

    /** The value of a key. */
    public Reading of(Entry entry) {
        return new Reading(entry.value(), entry.value().at(), below(entry), problems, asOf);
    }

    /** The key itself, for problems with it rather than with its value. */
    public Reading keyOf(Entry entry) {
        return new Reading(entry.value(), entry.at(), below(entry), problems, asOf);
    }

    /** The item of a list. */
    public Reading item(int index) {
        if (!(value instanceof Items list)) {
            throw new IllegalStateException(path + " is not a list");
        }
        var item = list.items().get(index);
        return new Reading(item, item.at(), path + "[" + index + "]", problems, asOf);
    }

    /** Reports a problem with this value. Always empty, to be returned by who decodes. */
    public <T> Optional<T> refuse(String message) {
        problems.add(at, path, message);
        return Optional.empty();
    }

    /** Reports that something else was expected here. */
    public <T> Optional<T> expected(String what) {
        return refuse("expected " + what + ", found " + found());
    }

    /** Reports that a mapping lacks a key. */
    <T> Optional<T> missing(String key, String doc) {
        problems.add(at, (path.isEmpty() ? "" : path + ".") + key, "this key is missing: " + doc);
        return Optional.empty();
    }

    public Optional<Mapping> mapping() {
        return value instanceof Mapping mapping ? Optional.of(mapping) : expected("a mapping");
    }

    public Optional<Items> items() {
        return value instanceof Items list ? Optional.of(list) : expected("a list");
    }

    /** The text of a scalar of this kind. */
    Optional<String> scalar(Kind kind, String what) {
        return value instanceof Scalar scalar && scalar.kind() == kind
                ? Optional.of(scalar.text())
                : expected(what);
    }

    /** The text of the value if it is text. A number must be quoted to be one. */
    public Optional<String> text(String what) {
        if (value instanceof Scalar scalar
                && scalar.kind() != Kind.TEXT
                && scalar.kind() != Kind.NOTHING) {
            return expected(what + " in quotes");
        }
        return scalar(Kind.TEXT, what);
    }

    /** What this makes; its {@link IllegalArgumentException} is a problem with this value. */
    <T> Optional<T> made(Supplier<? extends T> make) {
        try {
            return Optional.of(make.get());
        } catch (IllegalArgumentException refused) {
            return refuse(String.valueOf(refused.getMessage()));
        }
    }

    /** Whether nothing is refused while this runs. */
    boolean isSoundAfter(Runnable rule) {
        int before = problems.refusals();
        rule.run();
        return problems.refusals() == before;
    }

    private String below(Entry entry) {
        return (path.isEmpty() ? "" : path + ".") + Secrets.masked(entry.key());
    }

    private String found() {
        return switch (value) {
            case Mapping mapping -> "a mapping";
            case Items items -> "a list";
            case Scalar scalar ->
                    switch (scalar.kind()) {
                        case NOTHING -> "nothing";
                        case INTEGER, DECIMAL, BOOLEAN -> scalar.text();
                        case TEXT -> "\"" + Secrets.masked(scalar.text()) + "\"";
                    };
        };
    }
}
