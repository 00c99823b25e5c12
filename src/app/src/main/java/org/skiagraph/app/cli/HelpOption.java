package org.skiagraph.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Gives every command its --help. */
final class HelpOption {
    private HelpOption() {}

    static void addTo(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Print this help.")
                        .build());
        command.getSubcommands().values().forEach(HelpOption::addTo);
    }
}
