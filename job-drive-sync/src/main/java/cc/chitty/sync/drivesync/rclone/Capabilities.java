package cc.chitty.sync.drivesync.rclone;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an rclone can do, by asking it: distributions change programs without changing versions.
 *
 * @param version as it names itself, for people only
 * @param options all it knows, as {@code --files-from-raw}
 */
public record Capabilities(String version, Set<String> options) {

    private static final Pattern OPTION = Pattern.compile("(?m)^\\s+(?:-\\w, )?(--[a-z0-9-]+)");

    private static final List<String> NEEDED = List.of(
            "--backup-dir",
            "--files-from-raw",
            "--ignore-times",
            "--no-traverse",
            "--stats-log-level",
            "--use-json-log");

    private static final Map<String, String> USEFUL = useful();

    public Capabilities {
        options = Set.copyOf(options);
    }

    /** What goes without them, and how it is made up for. */
    private static Map<String, String> useful() {
        Map<String, String> useful = new LinkedHashMap<>();
        useful.put(
                "--inplace", "it writes files in place; nothing is lost by it, since transfers go to a staging tree");
        useful.put("--max-duration", "a limit of minutes holds between chunks only, not within one");
        useful.put("--cutoff-mode", "a limit of minutes cuts off the file that is on its way; it comes again");
        useful.put("--bwlimit", "there is no limit of the bandwidth");
        useful.put("--tpslimit", "there is no limit of transactions a second");
        useful.put("--drive-skip-gdocs", "Google Docs cannot be left out; set gdocs to export");
        return useful;
    }

    /** Asks. */
    public static Capabilities of(Rclone rclone) {
        String version = rclone.text(List.of("version")).lines().findFirst().orElse("unknown");
        return new Capabilities(version.strip(), options(rclone.text(List.of("help", "flags"))));
    }

    static Set<String> options(String help) {
        Set<String> options = new TreeSet<>();
        Matcher found = OPTION.matcher(help);
        while (found.find()) {
            options.add(found.group(1));
        }
        return options;
    }

    public boolean has(String option) {
        return options.contains(option);
    }

    /**
     * Makes sure that nothing is missing without which nothing goes.
     *
     * @throws Failure NOT_SET_UP where something is
     */
    public void require() {
        List<String> missing =
                NEEDED.stream().filter(option -> !options.contains(option)).toList();
        if (!missing.isEmpty()) {
            throw new Failure(
                    FailureCategory.NOT_SET_UP,
                    "use " + version,
                    "it does not know " + String.join(", ", missing),
                    "Install a newer rclone; that of Debian 12 is new enough.");
        }
    }

    /** What is missing and what that costs, one line each. */
    public List<String> costs() {
        List<String> costs = new ArrayList<>();
        USEFUL.forEach((option, cost) -> {
            if (!options.contains(option)) {
                costs.add("without " + option + ": " + cost);
            }
        });
        return costs;
    }
}
