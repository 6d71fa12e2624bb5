package dev.nightshift.costs.waste;

import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.costs.waste.WasteAction.Mark;
import dev.nightshift.costs.waste.WasteAction.Target;
import dev.nightshift.costs.waste.WasteAction.Unmark;
import dev.nightshift.costs.waste.WasteDraft.Finding;
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
import java.util.List;
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
    private final List<WasteAction> actions = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

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
                                planner.remark(Remark.Kind.UNKNOWN, what, "not seen: " + why));
        facts.resources().stream()
                .sorted(
                        Comparator.comparing(Resource::type)
                                .thenComparing(Resource::region)
                                .thenComparing(Resource::id))
                .forEach(planner::resource);
        planner.remarks.sort(
                Comparator.comparing(Remark::kind).reversed().thenComparing(Remark::subject));
        int deletable =
                (int)
                        facts.resources().stream()
                                .filter(resource -> DELETABLE.contains(resource.type()))
                                .count();
        return new WasteDraft(
                new Plan<>(planner.actions, planner.remarks, deletable), planner.findings);
    }

    private void resource(Resource resource) {
        boolean unsure = false;
        var wastes = new ArrayList<Finding>();
        for (var verdict : Judges.judge(resource, settings.limits(), facts.at())) {
            if (settings.doing(verdict.kind()) == Doing.OFF) {
                continue;
            }
            switch (verdict) {
                case Verdict.Unknown(var kind, var why) -> {
                    unsure = true;
                    remark(Remark.Kind.UNKNOWN, resource.inWords(), kind + ": " + why);
                }
                case Verdict.Waste waste -> {
                    var finding = finding(resource, waste);
                    if (isWorthIt(finding)) {
                        wastes.add(finding);
                    }
                }
            }
        }
        if (!wastes.isEmpty() && resource.tag(settings.keepTag()).isPresent()) {
            remark(
                    Remark.Kind.KEEP,
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
        wastes.stream()
                .filter(finding -> !Optional.of(finding).equals(acted))
                .forEach(
                        finding -> {
                            findings.add(finding);
                            remarks.add(finding.remark());
                        });
        if (acted.isPresent()) {
            act(acted.get());
        } else if (!unsure) {
            unmark(resource);
        }
    }

    private Finding finding(Resource resource, Verdict.Waste waste) {
        return new Finding(
                resource,
                waste,
                Monthly.of(waste.charges(), waste.atMost(), facts.quotes(resource.region())),
                resource.tag(settings.ownerTag()),
                Optional.empty());
    }

    private boolean isWorthIt(Finding finding) {
        return finding.monthly()
                .amount()
                .map(usd -> usd.compareTo(settings.minimumMonthly()) >= 0)
                .orElse(true);
    }

    private boolean isActedOn(Finding finding) {
        var kind = finding.waste().kind();
        if (!kind.canAct() || !settings.acts(kind)) {
            return false;
        }
        if (finding.resource().tags().value().isEmpty()) {
            remark(
                    Remark.Kind.UNKNOWN,
                    finding.resource().inWords(),
                    "is not touched: its tags, which may say to keep it, could not be read: "
                            + finding.resource().tags().whyNot());
            return false;
        }
        return kind != WasteKind.GP2_VOLUMES
                || finding.monthly()
                        .amount()
                        .filter(usd -> usd.compareTo(BigDecimal.ZERO) > 0)
                        .isPresent();
    }

    /** Marks it, waits, or acts. */
    private void act(Finding finding) {
        var resource = finding.resource();
        var kind = finding.waste().kind();
        var text = resource.tag(WasteMark.TAG);
        var mark =
                text.flatMap(WasteMark::parse)
                        .filter(there -> there.kind() == kind)
                        .filter(there -> resource.created().filter(there::isOlderThan).isEmpty());
        if (mark.isEmpty()) {
            var fresh = WasteMark.on(facts.at(), kind);
            tell(finding, fresh);
            actions.add(
                    new Mark(
                            Target.of(resource),
                            fresh,
                            text,
                            because(finding)
                                    + "; unless somebody keeps it, from "
                                    + fresh.due(settings.patience())
                                    + " on: "
                                    + finding.waste().todo()));
            return;
        }
        tell(finding, mark.get());
        var when = mark.get().due(settings.patience());
        if (facts.at().isBefore(when)) {
            remark(
                    Remark.Kind.WAIT,
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
        switch (due.of(finding, mark.get(), because(finding))) {
            case DueActions.Act(var action) -> actions.add(action);
            case DueActions.Later(var remark) -> remarks.add(remark);
        }
    }

    private static String because(Finding finding) {
        return finding.waste().why() + "; " + finding.monthly();
    }

    private void tell(Finding finding, WasteMark mark) {
        findings.add(
                new Finding(
                        finding.resource(),
                        finding.waste(),
                        finding.monthly(),
                        finding.owner(),
                        Optional.of(mark)));
    }

    private void unmark(Resource resource) {
        // on anything else the tag is not ours, but copied or put there by hand
        if (resource.tag(WasteMark.TAG).isEmpty() || !resource.type().canBeMarked()) {
            return;
        }
        actions.add(
                new Unmark(
                        Target.of(resource),
                        resource.tag(settings.keepTag()).isPresent()
                                ? "carries " + settings.keepTag()
                                : "is no waste any more that would be acted on"));
    }

    private void remark(Remark.Kind kind, String subject, String because) {
        remarks.add(new Remark(kind, subject, because));
    }
}
