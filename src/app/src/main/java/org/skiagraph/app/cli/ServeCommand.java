package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import org.skiagraph.app.rest.Served;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.domain.Rejected;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The page and the API, until someone ends the program. */
@Command(name = ServeCommand.NAME, description = "Serve the page and the API on this machine.")
final class ServeCommand implements Callable<Integer> {
    static final String NAME = "serve";

    @Mixin
    ServeOptions options = new ServeOptions();

    @Mixin
    OutputMode output;

    @Inject
    Wiring wiring;

    @Override
    public Integer call() {
        Served served = Served.inForce()
                .orElseThrow(() -> new Rejected(NAME, "it is not the first word", "Write it as 'skiagraph serve ...'"));
        wiring.serving();
        String url = served.url();
        if (output.json) {
            Terminal.print(JsonNodeFactory.instance.objectNode().put("url", url));
        } else {
            Terminal.out().println("Page:  " + url);
            Terminal.out().println("API:   " + url + "api/v1/openapi.json");
            Terminal.out().println("Ctrl-C ends it.");
        }
        Quarkus.waitForExit();
        wiring.closeServing();
        return ExitCode.DONE.code();
    }
}
