package dev.nightshift.rollback.watch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.nightshift.core.lambda.AutomationFunction;
import dev.nightshift.rollback.events.DeploymentEvents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * deploy-watch as a Lambda function. What an event tells of a deployment is noted before the run,
 * which looks at the targets as every tick does: the event says who and what, not what to do.
 */
public final class DeployWatchHandler implements RequestStreamHandler {
    /** One more than is read of any event, so that the run refuses what is too large. */
    private static final int MOST_BYTES = 1024 * 1024 + 1;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RequestStreamHandler run;
    private final EventNotes notes;

    /** Lambda's entrance. */
    public DeployWatchHandler() {
        this(new AtomicReference<>());
    }

    /** The settings are read once: what notes events has those of the automation. */
    private DeployWatchHandler(AtomicReference<EventNotes> made) {
        this(new Ticks(new DeployWatch(made::set)), Optional.ofNullable(made.get()).orElseThrow());
    }

    DeployWatchHandler(RequestStreamHandler run, EventNotes notes) {
        this.run = run;
        this.notes = notes;
    }

    private static final class Ticks extends AutomationFunction {
        Ticks(DeployWatch spec) {
            super(spec);
        }
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context)
            throws IOException {
        var bytes = event.readNBytes(MOST_BYTES);
        // if it cannot be written, Lambda tries again: nothing else has been done yet
        DeploymentEvents.decode(tree(bytes)).ifPresent(notes::note);
        run.handleRequest(new ByteArrayInputStream(bytes), answer, context);
    }

    private static JsonNode tree(byte[] bytes) throws IOException {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException broken) {
            // the run says what is wrong with it
            return MissingNode.getInstance();
        }
    }
}
