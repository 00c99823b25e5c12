package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import org.skiagraph.app.config.EffectiveSetting;
import org.skiagraph.app.wiring.Wiring;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells what is set, and by what. */
@Command(name = "config", description = "Each setting's value and where it came from.")
final class ConfigCommand implements Callable<Integer> {
    @Mixin
    OutputMode output;

    @Inject
    Wiring wiring;

    @Override
    public Integer call() {
        List<EffectiveSetting> settings = wiring.effectiveSettings();
        if (output.json) {
            wiring.settings();
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            ArrayNode rows = document.putArray("settings");
            settings.forEach(setting -> rows.addObject()
                    .put("key", setting.setting().key())
                    .put("value", setting.shown())
                    .put("source", setting.source())
                    .put("meaning", setting.setting().meaning()));
            Terminal.print(document);
            return ExitCode.DONE.code();
        }
        for (EffectiveSetting setting : settings) {
            Terminal.out().println("# " + setting.setting().meaning());
            Terminal.out().println(setting.setting().key() + " = " + setting.shown() + "  (" + setting.source() + ")");
        }
        // Shown first, judged then: a bad value is easier to find in the list.
        wiring.settings();
        return ExitCode.DONE.code();
    }
}
