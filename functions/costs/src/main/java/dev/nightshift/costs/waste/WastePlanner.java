package dev.nightshift.costs.waste;

import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.costs.waste.WasteAction.Mark;
import dev.nightshift.costs.waste.WasteAction.Target;
import dev.nightshift.costs.waste.WasteAction.Unmark;
import dev.nightshift.costs.waste.WasteDraft.Piece;
import dev.nightshift.costs.waste.WasteDraft.Trouble;
import dev.nightshift.costs.waste.WasteSettings.Doing;
import dev.nightshift.costs.waste.find.Judges;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.ResourceType;
import dev.nightshift.costs.waste.find.Verdict;
import dev.nightshift.costs.waste.find.WasteKind;
import dev.nightshift.costs.waste.price.Monthly;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what is marked, acted on and unmarked. What is not known makes no action: neither a mark,
 * nor what follows from one, nor the end of one.
 */
final class WastePlanner {
    /** What could in principle be removed; the share of deletions is reckoned against it. */
    private static final Set<ResourceType> DELETABLE =
            Set.of(
                    ResourceType.VOLUME,
                    ResourceType.SNAPSHOT,
                    ResourceType.ADDRESS,
                    ResourceType.LOG_GROUP);

    private final WasteSettings settings;
    private final WasteFacts facts;
    private final DueActions due;
    private final WasteDraft draft = new WasteDraft();

    private WastePlanner(WasteSettings settings, Scope scope, WasteFacts facts) {
        this.settings = settings;
        this.facts = facts;
        this.due = new DueActions(settings, scope, facts);
    }

    static Plan<WasteAction> plan(WasteSettings settings, Scope scope, WasteFacts facts) {
        return draft(settings, scope, facts).plan();
    }

    static WasteDraft draft(WasteSettings settings, Scope scope, WasteFacts facts) {
        var planner = new WastePlanner(settings, scope, facts);
        facts.unread()
                .forEach(
                        (what, why) ->
                                planner.draft.unknown(
                                        Trouble.UNREADABLE, what, "not seen: " + why));
        facts.resources().stream()
                .sorted(
                        Comparator.comparing(Resource::type)
                                .thenComparing(Resource::region)
                                .thenComparing(Resource::id))
                .forEach(planner::resource);
        return planner.draft;
    }

    private void resource(Resource resource) {
        if (DELETABLE.contains(resource.type())) {
            draft.owns(1);
        }
        boolean unsure = false;
        var wastes = new ArrayList<Piece>();
        for (var verdict : Judges.judge(resource, settings.limits(), facts.at())) {
            if (settings.doing(verdict.kind()) == Doing.OFF) {
                continue;
            }
            switch (verdict) {
                case Verdict.Unknown(var kind, var why) -> {
                    unsure = true;
                    draft.unknown(Trouble.UNKNOWN, resource.inWords(), kind + ": " + why);
                }
                case Verdict.Waste waste -> {
                    var piece = piece(resource, waste);
                    if (isWorthIt(piece)) {
                        wastes.add(piece);
                    }
                }
            }
        }
        if (!wastes.isEmpty() && resource.tag(settings.keepTag()).isPresent()) {
            draft.keep(
                    resource.inWords(),
                    "carries "
                            + settings.keepTag()
                            + ", else "
                            + wastes.getFirst().waste().kind()
                            + ": "
                            + wastes.getFirst().monthly());
            wastes.clear();
        }
        var acted = wastes.stream().filter(this::isActedOn).findFirst();
        wastes.stream().filter(piece -> !Optional.of(piece).equals(acted)).forEach(draft::warn);
        if (acted.isPresent()) {
            act(acted.get());
        } else if (!unsure) {
            unmark(resource);
        }
    }

    private Piece piece(Resource resource, Verdict.Waste waste) {
        return new Piece(
                resource,
                waste,
                Monthly.of(waste.charges(), waste.atMost(), facts.quotes(resource.region())),
                resource.tag(settings.ownerTag()),
                Optional.empty());
    }

    private boolean isWorthIt(Piece piece) {
        return piece.monthly()
                .amount()
                .map(usd -> usd.compareTo(settings.minimumMonthly()) >= 0)
                .orElse(true);
    }

    private boolean isActedOn(Piece piece) {
        var kind = piece.waste().kind();
        if (!kind.canAct() || !settings.acts(kind)) {
            return false;
        }
        if (piece.resource().tags().value().isEmpty()) {
            draft.unknown(
                    Trouble.UNKNOWN,
                    piece.resource().inWords(),
                    "is not touched: its tags, which may say to keep it, could not be read: "
                            + piece.resource().tags().whyNot());
            return false;
        }
        return kind != WasteKind.GP2_VOLUMES
                || piece.monthly()
                        .amount()
                        .filter(usd -> usd.compareTo(BigDecimal.ZERO) > 0)
                        .isPresent();
    }

    /** Marks it, waits, or acts. */
    private void act(Piece piece) {
        var resource = piece.resource();
        var kind = piece.waste().kind();
        var text = resource.tag(WasteMark.TAG);
        var mark =
                text.flatMap(WasteMark::parse)
                        .filter(there -> there.kind() == kind)
                        .filter(there -> resource.created().filter(there::isOlderThan).isEmpty());
        if (mark.isEmpty()) {
            var fresh = WasteMark.on(facts.at(), kind);
            tell(piece, fresh);
            draft.act(
                    new Mark(
                            Target.of(resource),
                            fresh,
                            text,
                            because(piece)
                                    + "; unless somebody keeps it, from "
                                    + fresh.due(settings.patience())
                                    + " on: "
                                    + piece.waste().todo()));
            return;
        }
        tell(piece, mark.get());
        var when = mark.get().due(settings.patience());
        if (facts.at().isBefore(when)) {
            draft.hold(
                    resource.inWords(),
                    "marked on "
                            + mark.get().since()
                            + " as "
                            + kind
                            + ", due at "
                            + when
                            + "; tag it "
                            + settings.keepTag()
                            + " to keep it");
            return;
        }
        switch (due.of(piece, mark.get(), because(piece))) {
            case DueActions.Act(var action) -> draft.act(action);
            case DueActions.Later(var because) -> draft.hold(resource.inWords(), because);
        }
    }

    private static String because(Piece piece) {
        return piece.waste().why() + "; " + piece.monthly();
    }

    private void tell(Piece piece, WasteMark mark) {
        draft.tell(
                new Piece(
                        piece.resource(),
                        piece.waste(),
                        piece.monthly(),
                        piece.owner(),
                        Optional.of(mark)));
    }

    private void unmark(Resource resource) {
        // on anything else the tag is not ours, but copied or put there by hand
        if (resource.tag(WasteMark.TAG).isEmpty() || !resource.type().canBeMarked()) {
            return;
        }
        draft.act(
                new Unmark(
                        Target.of(resource),
                        resource.tag(settings.keepTag()).isPresent()
                                ? "carries " + settings.keepTag()
                                : "is no waste any more that would be acted on"));
    }
}
