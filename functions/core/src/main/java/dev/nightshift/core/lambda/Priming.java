package dev.nightshift.core.lambda;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.log.Log;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Makes one real call before the SnapStart snapshot is taken, so that classes, connections' code
 * and compiled methods are in it. More than one call gains nothing more.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">
 *     Runtime hooks for SnapStart</a>
 */
public final class Priming implements Resource {
    // the CRaC context holds its resources weakly
    private static final List<Priming> KEPT = new CopyOnWriteArrayList<>();

    private final Runnable call;
    private final Log log;

    private Priming(Runnable call, Log log) {
        this.call = call;
        this.log = log;
    }

    /** Registers the call; outside of a snapshot nothing happens. */
    public static void beforeSnapshot(Runnable call, Log log) {
        var priming = new Priming(call, log);
        KEPT.add(priming);
        Core.getGlobalContext().register(priming);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            call.run();
            log.info("primed");
        } catch (CloudException unreachable) {
            // a slower first call is no reason to fail a deployment
            log.error("not primed", unreachable);
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        log.info("restored");
    }
}
