package cc.chitty.sync.jobs.install;

import cc.chitty.sync.jobs.command.Programs;
import cc.chitty.sync.jobs.trigger.CommandTimes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What starts regular runs and watchers, in the words of cron, systemd and launchd. */
final class Schedules {

    private static final List<String> SYSTEMCTL = List.of("systemctl", "--user");

    private final Place place;
    private final Wish wish;
    private final Ours ours;
    private final Map<Target, Edit> edits;
    private final List<Step> steps;

    /**
     * The schedules.
     *
     * @param edits to which those of the schedules are added
     * @param steps to which those of the schedules are added
     */
    Schedules(Place place, Wish wish, Ours ours, Map<Target, Edit> edits, List<Step> steps) {
        this.place = place;
        this.wish = wish;
        this.ours = ours;
        this.edits = edits;
        this.steps = steps;
    }

    void add() {
        switch (wish.scheduler()) {
            case CRON -> cron();
            case SYSTEMD -> systemd();
            case LAUNCHD -> launchd();
            case NONE -> {}
        }
    }

    private void cron() {
        String scheduled = Quoting.cron(place.program("scheduled").toString());
        StringBuilder lines = new StringBuilder();
        for (CommandTimes one : CommandTimes.of(wish.commands())) {
            lines.append(one.cron()).append(' ').append(scheduled);
            lines.append(' ')
                    .append(one.jitter())
                    .append(' ')
                    .append(one.line())
                    .append('\n');
        }
        wish.watchers()
                .forEach(it -> lines.append("@reboot ")
                        .append(scheduled)
                        .append(" 0 ")
                        .append(it.line())
                        .append('\n'));
        edits.put(new CrontabTarget(), ours.block(lines.toString(), wish.migrate()));
    }

    private void systemd() {
        List<Step> starting = new ArrayList<>();
        List<Path> all = new ArrayList<>();
        for (CommandTimes one : CommandTimes.of(wish.commands())) {
            String name = "chittysync-" + one.command();
            Path service = unit(name + ".service", text("job.service", one));
            Path timer = unit(name + ".timer", text("job.timer", one));
            all.addAll(List.of(service, timer));
            starting.add(starting(name + ".timer", List.of(timer)));
        }
        for (Watcher watcher : wish.watchers()) {
            String name = "chittysync-" + watcher.unit() + ".service";
            Path service = unit(name, text("watcher.service", watcher.line()));
            all.add(service);
            starting.add(starting(name, List.of(service)));
        }
        steps.add(new Step(systemctl("daemon-reload"), List.of(), all, false));
        steps.addAll(starting);
    }

    /** A unit that runs goes on as it was begun until it is stopped. */
    private static Step starting(String unit, List<Path> files) {
        return new Step(systemctl("enable", "--now", unit), disabling(unit), files, true);
    }

    private Path unit(String name, String text) {
        Path path = place.units().resolve(name);
        edits.put(new FileTarget(path, false), ours.whole(path, text.getBytes(StandardCharsets.UTF_8)));
        return path;
    }

    private void launchd() {
        for (CommandTimes one : CommandTimes.of(wish.commands())) {
            agent("cc.chitty.sync." + one.command(), text("job.plist", one));
        }
        for (Watcher watcher : wish.watchers()) {
            agent("cc.chitty.sync." + watcher.unit(), text("watcher.plist", watcher.line()));
        }
    }

    private void agent(String label, String text) {
        Path plist = place.launchAgents().resolve(label + ".plist");
        byte[] bytes = text.replace("@LABEL@", label).getBytes(StandardCharsets.UTF_8);
        edits.put(new FileTarget(plist, false), ours.whole(plist, bytes));
        List<String> loading = List.of("launchctl", "bootstrap", domain(), plist.toString());
        steps.add(new Step(loading, unloading(label), List.of(plist), true));
    }

    /** What stops a unit that is there and that no record tells of; empty for what nobody starts by itself. */
    static List<String> stopping(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        boolean watcher = name.endsWith("watch.service");
        if (name.startsWith("chittysync-") && (watcher || name.endsWith(".timer"))) {
            return disabling(name);
        }
        return name.endsWith(".plist") ? unloading(name.substring(0, name.length() - ".plist".length())) : List.of();
    }

    private static List<String> disabling(String unit) {
        return systemctl("disable", "--now", unit);
    }

    private static List<String> unloading(String label) {
        return List.of("launchctl", "bootout", domain() + "/" + label);
    }

    private static List<String> systemctl(String... words) {
        List<String> command = new ArrayList<>(SYSTEMCTL);
        command.addAll(List.of(words));
        return command;
    }

    /** Where launchd keeps what a person's session runs. */
    static String domain() {
        return "gui/" + Programs.run(List.of("id", "-u"), new byte[0]).text().strip();
    }

    private String text(String name, CommandTimes schedule) {
        return text(name, schedule.line())
                .replace("@CALENDAR@", schedule.calendar())
                .replace("@JITTER@", String.valueOf(schedule.jitter()))
                .replace("@TIMES@", schedule.times());
    }

    private String text(String name, String line) {
        String scheduled = place.program("scheduled").toString();
        boolean list = name.endsWith(".plist");
        return Blueprint.resource("/units/" + name)
                .replace("@SCHEDULED@", list ? Quoting.xml(scheduled) : Quoting.systemd(scheduled))
                .replace("@COMMAND@", line.replace(" ", list ? "</string>\n    <string>" : " "));
    }
}
