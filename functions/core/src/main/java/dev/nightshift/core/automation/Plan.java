package dev.nightshift.core.automation;

import java.util.HashSet;
import java.util.List;

/**
 * What an automation would do, and what it leaves alone, each with its reason.
 *
 * @param actions in the order in which they are to be tried
 * @param remarks the lines that ask for nothing
 * @param deletable how many resources the automation owns here and could in principle delete; the
 *     share of deletions is reckoned against it
 */
public record Plan<A extends Action>(List<A> actions, List<Remark> remarks, int deletable) {
    public Plan {
        actions = List.copyOf(actions);
        remarks = List.copyOf(remarks);
        var ids = new HashSet<String>();
        for (var action : actions) {
            if (!ids.add(action.id())) {
                throw new IllegalArgumentException(
                        "two actions of one plan are both called " + action.id());
            }
        }
    }

    public static <A extends Action> Plan<A> nothing() {
        return new Plan<>(List.of(), List.of(), 0);
    }

    public List<Remark> findings() {
        return remarks.stream().filter(remark -> remark.kind().isFinding()).toList();
    }
}
