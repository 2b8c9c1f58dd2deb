package cc.chitty.sync.kernel.owner;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A command as it was typed. Standard input is not part of it: a command that asks questions has to answer them by options.
 *
 * @param arguments the command line
 * @param workingDirectory absolute; relative arguments mean files below it
 * @param environment the variables that the command may look at, selected by the caller
 */
public record Request(
        List<String> arguments, Path workingDirectory, Map<String, String> environment, Terminal terminal) {

    public Request {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
