package dev.nightshift.costs.waste;

import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.Verdict.Waste;
import dev.nightshift.costs.waste.price.Monthly;
import java.util.List;
import java.util.Optional;

/**
 * A plan and what stands behind it.
 *
 * @param findings all that is waste and costs enough, whether it is acted on or only told
 */
record WasteDraft(Plan<WasteAction> plan, List<Finding> findings) {
    WasteDraft {
        findings = List.copyOf(findings);
    }

    /**
     * A piece of waste.
     *
     * @param owner what its tag says; empty without one
     * @param mark of it, if it is acted on: the one it carries, or is to get
     */
    record Finding(
            Resource resource,
            Waste waste,
            Monthly monthly,
            Optional<String> owner,
            Optional<WasteMark> mark) {
        String line() {
            return resource.inWords()
                    + ": "
                    + waste.kind()
                    + ", "
                    + monthly
                    + owner.map(name -> ", owner " + name).orElse("")
                    + "; "
                    + waste.why();
        }

        Remark remark() {
            return new Remark(
                    Remark.Kind.WARN,
                    resource.inWords(),
                    waste.kind()
                            + ": "
                            + waste.why()
                            + "; "
                            + monthly
                            + owner.map(name -> ", owner " + name).orElse(", no owner tag")
                            + "; to do: "
                            + waste.todo());
        }
    }
}
