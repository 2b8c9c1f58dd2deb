package cc.chitty.sync.jobs.install;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the first ChittySync and ChittyOS left on a machine, so that not two systems do the same work. */
final class FirstSystem {

    private static final Pattern THEIRS =
            Pattern.compile("(?i)chittyos|chittychat|chitty-?sync|todo-watcher|sync-todos");
    private static final String MUTED = "# taken out by 'chittysync install --migrate': ";

    private final Place place;
    private final Ours ours;

    /**
     * Something of the first system.
     *
     * @param what and what to do with it, a sentence
     * @param migrated whether {@code --migrate} takes it out
     */
    record Found(String what, boolean migrated) {}

    FirstSystem(Place place, Ours ours) {
        this.place = place;
        this.ours = ours;
    }

    /** Whether a command starts a program of the first system, and none of ours, however it is written. */
    boolean runs(String command) {
        return ours.programs(command).stream().anyMatch(this::isTheirs);
    }

    private boolean isTheirs(String program) {
        String home = place.home() + "/";
        String name = program.startsWith(home) ? program.substring(home.length()) : program;
        return THEIRS.matcher(name).find() && !ours.isProgram(program);
    }

    String mutedLine(String line) {
        boolean theirs =
                !line.startsWith("#") && ours.programsOfCron(line).stream().anyMatch(this::isTheirs);
        return theirs ? MUTED + line : line;
    }

    String restoredLine(String line) {
        return line.startsWith(MUTED) ? line.substring(MUTED.length()) : line;
    }

    /** What is there; its data is only read by us as any other agent's is, and stays. */
    List<Found> found(byte @Nullable [] crontab, List<Path> settings) throws IOException {
        List<Found> found = new ArrayList<>();
        String lines = crontab == null ? "" : MarkedBlock.text(crontab);
        lines.lines()
                .filter(line -> !mutedLine(line).equals(line))
                .forEach(line -> found.add(new Found("cron runs '" + MarkedBlock.utf8(line) + "'", true)));
        for (Path file : settings) {
            hooks(file).forEach(hook -> found.add(new Found(file + " has the hook '" + hook + "'", true)));
        }
        for (Path plist : launchAgents()) {
            found.add(new Found("launchd runs " + plist, true));
        }
        for (Path script : in(place.state().root(), "*.{sh,js,py}")) {
            found.add(new Found(script + " is not used any more; move it away", false));
        }
        return found;
    }

    /** LaunchAgents that start something of the first system. */
    List<Path> launchAgents() throws IOException {
        return in(place.launchAgents(), "com.chittyos.*.plist");
    }

    private List<String> hooks(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            return HookLists.commands(JsonText.parse(Files.readAllBytes(file))).stream()
                    .filter(this::runs)
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of(); // no agent can read hooks from it either
        }
    }

    private static List<Path> in(Path directory, String names) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, names)) {
                files.forEach(found::add);
            }
        }
        return found;
    }
}
