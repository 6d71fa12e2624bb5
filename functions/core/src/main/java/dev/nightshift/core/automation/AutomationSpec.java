package dev.nightshift.core.automation;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.Regions;
import dev.nightshift.core.config.Settings;
import java.util.List;
import java.util.Optional;

/**
 * All that the rest of the house knows of an automation: its one name, its settings, its function,
 * what that function may do, and how it is made. The CDK app, the CLI and the function itself read
 * the same one.
 *
 * @param <C> the automation's own settings
 */
public interface AutomationSpec<C> {
    /** The one word for it everywhere: construct, event folder, config key, notice, runbook. */
    String name();

    /**
     * The keys that are its own, beside those that every automation has ({@code schedule}, {@code
     * apply}, …).
     */
    RecordShape<C> shape();

    Class<? extends RequestStreamHandler> handler();

    /** What its function's role must allow, for exactly these settings. */
    List<Permission> permissions(C settings, Place place);

    /** Where in a VPC its function must be to reach what it looks at; most need no such place. */
    default Optional<Network> network(C settings) {
        return Optional.empty();
    }

    /** Events that wake it beside its schedule; most wait for none. */
    default List<Wake> wakes(C settings, Place place) {
        return List.of();
    }

    /** Alarms that the stack makes for what it looks after; most need none. */
    default List<MetricAlarm> alarms(C settings, Place place) {
        return List.of();
    }

    /**
     * How many of its function may run at once; empty for as many as come. That one run is enough
     * the ledger sees to in any case.
     */
    default Optional<Integer> concurrency() {
        return Optional.empty();
    }

    /** A function with a URL for senders outside of AWS that tell it news; most have none. */
    default Optional<Webhook> webhook(C settings, Place place) {
        return Optional.empty();
    }

    /** Roles that services of AWS take on to work in its name; most need none. */
    default List<ServiceRole> roles(C settings, Place place) {
        return List.of();
    }

    /**
     * Automations of the same room whose settings it reads too, because they look after the same
     * things; most read none.
     */
    default List<AutomationSpec<?>> companions() {
        return List.of();
    }

    /**
     * Its settings, with what it needs of those that it reads.
     *
     * @param file the whole file, or as much as holds its own settings and those
     */
    default C joined(C own, Settings file) {
        return own;
    }

    /**
     * Its settings for one thing that a person names at the terminal, and for nothing else.
     *
     * @param settings what the file says, or the defaults
     * @throws IllegalArgumentException if the target is none, or it has no targets at all
     */
    default C aimedAt(String target, C settings) {
        throw new IllegalArgumentException(name() + " looks at no single targets");
    }

    /**
     * Makes it with clients for the place it runs in; credentials and endpoints come from the
     * environment.
     */
    Automation<?, ?> create(C settings, Place place);

    /**
     * A function's place in a VPC. From there it reaches AWS's own services only through a NAT
     * gateway or VPC endpoints.
     *
     * @param subnets ids, at least one
     * @param securityGroups ids, at least one
     */
    record Network(List<String> subnets, List<String> securityGroups) {
        public Network {
            subnets = List.copyOf(subnets);
            securityGroups = List.copyOf(securityGroups);
        }
    }

    /**
     * A function beside that of the automation, with a URL of its own. Anybody can reach it: it
     * refuses what is not signed before anything else.
     *
     * @param name of the function
     * @param permissions all that its role may do, what it writes into the ledger too
     */
    record Webhook(
            String name,
            Class<? extends RequestStreamHandler> handler,
            List<Permission> permissions) {
        public Webhook {
            permissions = List.copyOf(permissions);
        }
    }

    /**
     * A role that the stack makes and a service of AWS takes on, once effects are to be made.
     *
     * @param name of the role
     * @param service its principal, such as {@code batchoperations.s3.amazonaws.com}
     * @param permissions all of them are granted
     */
    record ServiceRole(String name, String service, List<Permission> permissions, String why) {
        public ServiceRole {
            permissions = List.copyOf(permissions);
        }
    }

    /** Where an automation runs. */
    record Place(Scope scope, Regions regions) {
        /** The name of the ledger's table, for what automations of a room share in it. */
        public String ledger() {
            return scope.resource("ledger");
        }
    }
}
