package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Knows one resource type. Level-triggered like everything here: what to do is decided from what
 * {@link #find} sees, not from what an earlier deployment meant to do.
 */
public interface ResourceMaker {
    /** Such as {@code AWS::SQS::Queue}. */
    String type();

    /** The properties that it understands. */
    Schema schema();

    /** The resource, if it is there. */
    Optional<Found> find(Declared declared);

    /** Makes it and gives its id. */
    String create(Declared declared);

    /**
     * Makes what is there what was declared.
     *
     * @return its id: the same, or that of a successor if the type cannot be changed in place
     */
    String update(Declared declared, Found found);

    /** Removes it; that it is gone already is fine. */
    void delete(String id, Clients aws);

    /** What {@link Found#properties} should be, in the same words. */
    default ObjectNode expected(Declared declared) {
        return declared.properties();
    }
}
