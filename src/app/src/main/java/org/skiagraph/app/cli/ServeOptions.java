package org.skiagraph.app.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.skiagraph.app.rest.Served;
import org.skiagraph.app.rest.Token;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Where to listen, and for whom. */
final class ServeOptions {
    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8042",
            description = "TCP port; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address to listen on. Default: ${DEFAULT-VALUE}, which only this machine reaches.")
    String host;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Clients have to show the token in it (Authorization: Bearer). A must on any other address.")
    String tokenFile;

    /**
     * @throws Rejected if others could get in, or a value is none
     * @throws Retryable if the port is taken
     */
    Served read() {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new Rejected("port", port + " is outside 0 to " + HIGHEST_PORT, "Give one such as 8042; 0 is any");
        }
        Optional<Token> token =
                Optional.ofNullable(tokenFile).map(text -> Token.read(FileArgument.path("token-file", text)));
        return new Served(host, freePort(Served.address(host)), token);
    }

    /** Found out here, so that it is told in one line. */
    private int freePort(InetAddress address) {
        try (ServerSocket probe = new ServerSocket(port, 1, address)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new Retryable(
                    "port",
                    host + ":" + port + " cannot be listened on: " + e.getMessage(),
                    "Give another --port or --host, or end the program that has it",
                    e);
        }
    }

    /**
     * Whether words on the command line ask for a server. It is asked before the framework starts, since that opens the
     * port; whatever the parser does not understand, it says itself later.
     */
    static Optional<ServeOptions> in(String... args) {
        if (args.length == 0 || !args[0].equals(ServeCommand.NAME)) {
            return Optional.empty();
        }
        ServeCommand command = new ServeCommand();
        try {
            CommandLine line = new CommandLine(command).setExpandAtFiles(false);
            Numbers.register(line);
            line.parseArgs(java.util.Arrays.copyOfRange(args, 1, args.length));
            return Optional.of(command.options);
        } catch (CommandLine.ParameterException e) {
            return Optional.empty();
        }
    }
}
