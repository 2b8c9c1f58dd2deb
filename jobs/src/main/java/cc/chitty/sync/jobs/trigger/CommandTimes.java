package cc.chitty.sync.jobs.trigger;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * When a command runs by itself.
 *
 * @param options that it is started with; empty for most
 * @param minutes of the hour
 * @param hours of the day; empty for every hour
 * @param jitter up to how many seconds later, so that not all machines come at once
 */
public record CommandTimes(String command, String options, List<Integer> minutes, List<Integer> hours, int jitter) {

    private static final List<CommandTimes> ALL = List.of(
            new CommandTimes("consolidate", "", List.of(0, 30), List.of(), 120),
            new CommandTimes("git-push", "", List.of(5, 20, 35, 50), List.of(), 120),
            // every remote has a schedule of its own
            new CommandTimes("drive-sync", "--due --quiet", List.of(3, 13, 23, 33, 43, 53), List.of(), 120),
            new CommandTimes("prune", "", List.of(17), List.of(3), 1800));

    public CommandTimes {
        minutes = List.copyOf(minutes);
        hours = List.copyOf(hours);
    }

    /** Those of every command that is started regularly. */
    public static List<CommandTimes> all() {
        return ALL;
    }

    /** Those of commands that this version has. */
    public static List<CommandTimes> of(Set<String> commands) {
        return ALL.stream().filter(one -> commands.contains(one.command)).toList();
    }

    /** What is run. */
    public String line() {
        return String.join(" ", words());
    }

    /** The command and its options. */
    public List<String> words() {
        return options.isEmpty() ? List.of(command) : List.of((command + " " + options).split(" ", -1));
    }

    /** In the words of a crontab. */
    public String cron() {
        return joined(minutes) + " " + (hours.isEmpty() ? "*" : joined(hours)) + " * * *";
    }

    /** In the words of systemd. */
    public String calendar() {
        return "*-*-* " + (hours.isEmpty() ? "*" : joined(hours)) + ":" + joined(minutes) + ":00";
    }

    /** In the words of launchd. */
    public String times() {
        List<String> times = new ArrayList<>();
        for (int minute : minutes) {
            if (hours.isEmpty()) {
                times.add("    <dict><key>Minute</key><integer>" + minute + "</integer></dict>\n");
            }
            for (int hour : hours) {
                times.add("    <dict><key>Hour</key><integer>" + hour + "</integer><key>Minute</key><integer>" + minute
                        + "</integer></dict>\n");
            }
        }
        return String.join("", times);
    }

    private static String joined(List<Integer> numbers) {
        return String.join(",", numbers.stream().map(String::valueOf).toList());
    }
}
