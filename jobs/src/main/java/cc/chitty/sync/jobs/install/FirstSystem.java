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

    private static final Pattern OURS = Pattern.compile("(?i)chittyos|chittychat|chitty-?sync|todo-watcher|sync-todos");
    private static final String MUTED = "# taken out by 'chittysync install --migrate': ";

    private final Place place;

    FirstSystem(Place place) {
        this.place = place;
    }

    /** Whether a command belongs to the first system; what runs from our directory is not. */
    boolean runs(String command) {
        return OURS.matcher(command).find()
                && !command.contains(place.state().programs().toString());
    }

    String mutedLine(String line) {
        return !line.startsWith("#") && runs(line) ? MUTED + line : line;
    }

    String restoredLine(String line) {
        return line.startsWith(MUTED) ? line.substring(MUTED.length()) : line;
    }

    /** One sentence for each thing found, with what to do. */
    List<String> found(byte @Nullable [] crontab) throws IOException {
        List<String> found = new ArrayList<>();
        String lines = crontab == null ? "" : MarkedBlock.text(crontab);
        lines.lines()
                .filter(line -> !mutedLine(line).equals(line))
                .forEach(line -> found.add("cron runs '" + line + "'; --migrate takes it out"));
        Path agents = place.home().resolve("Library/LaunchAgents");
        for (Path plist : in(agents, "com.chittyos.*.plist")) {
            found.add("launchd runs " + plist + "; end it with: launchctl bootout gui/$(id -u) "
                    + Quoting.shell(plist.toString()));
        }
        for (Path script : in(place.state().root(), "*.{sh,js,py}")) {
            found.add(script + " is of the first system and not used any more; move it away");
        }
        return found;
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
