package cc.chitty.sync.jobs.install;

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
record Schedule(String command, String options, List<Integer> minutes, List<Integer> hours, int jitter) {

    private static final List<Schedule> ALL = List.of(
            new Schedule("consolidate", "", List.of(0, 30), List.of(), 120),
            new Schedule("git-push", "", List.of(5, 20, 35, 50), List.of(), 120),
            // every remote has a schedule of its own
            new Schedule("drive-sync", "--due --quiet", List.of(3, 13, 23, 33, 43, 53), List.of(), 120),
            new Schedule("prune", "", List.of(17), List.of(3), 1800));

    /** Those of commands that this version has. */
    static List<Schedule> of(Set<String> commands) {
        return ALL.stream().filter(one -> commands.contains(one.command)).toList();
    }

    /** What is run. */
    String line() {
        return options.isEmpty() ? command : command + " " + options;
    }

    /** In the words of a crontab. */
    String cron() {
        return joined(minutes) + " " + (hours.isEmpty() ? "*" : joined(hours)) + " * * *";
    }

    /** In the words of systemd. */
    String calendar() {
        return "*-*-* " + (hours.isEmpty() ? "*" : joined(hours)) + ":" + joined(minutes) + ":00";
    }

    /** In the words of launchd. */
    String times() {
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
