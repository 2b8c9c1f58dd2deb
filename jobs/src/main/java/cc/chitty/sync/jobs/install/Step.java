package cc.chitty.sync.jobs.install;

import java.nio.file.Path;
import java.util.List;

/**
 * A command that makes the system notice what was installed.
 *
 * @param undoing the command that takes it back; empty where nothing has to
 * @param files what the command reads; where one of them changes, it is run again
 * @param afresh whether it has to be taken back before it can be run again
 */
record Step(List<String> command, List<String> undoing, List<Path> files, boolean afresh) {

    Step {
        command = List.copyOf(command);
        undoing = List.copyOf(undoing);
        files = List.copyOf(files);
    }

    /** How the record has a command: words parted by tabs. */
    static String line(List<String> command) {
        return String.join("\t", command);
    }

    static List<String> command(String line) {
        return List.of(line.split("\t", -1));
    }
}
