package dev.nightshift.local.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;
import org.crac.Core;
import org.crac.Resource;

/** A function that does as its event says, to see what its surroundings make of it. */
public final class TinyHandler implements RequestStreamHandler, Resource {
    private String hooks = "";
    private int calls;

    public TinyHandler() {
        if (System.getenv("FAIL_INIT") != null) {
            throw new IllegalStateException("no start for " + System.getenv("FAIL_INIT"));
        }
        Core.getGlobalContext().register(this);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        var event = new String(input.readAllBytes(), UTF_8);
        calls++;
        System.out.println("seen " + event);
        switch (event) {
            case "\"throw\"" -> throw new IllegalArgumentException("a bad event");
            case "\"hang\"" -> LockSupport.park();
            case "\"exit\"" -> System.exit(3);
            case "\"huge\"" -> output.write(("\"" + "x".repeat(7_000_000) + "\"").getBytes(UTF_8));
            case "\"heap\"" -> write(output, Runtime.getRuntime().maxMemory() / 1024 / 1024);
            case "\"hooks\"" -> write(output, "\"" + hooks + "\"");
            case "\"calls\"" -> write(output, calls);
            case "\"context\"" ->
                    write(
                            output,
                            "[\"%s\",\"%s\",%s]"
                                    .formatted(
                                            context.getFunctionName(),
                                            context.getInvokedFunctionArn(),
                                            context.getRemainingTimeInMillis() > 1000));
            case "\"home\"" -> write(output, "\"" + System.getenv("HOME") + "\"");
            default -> write(output, event);
        }
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        hooks += "checkpoint ";
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        hooks += "restore";
    }

    private static void write(OutputStream output, Object what) throws IOException {
        output.write(what.toString().getBytes(UTF_8));
    }
}
