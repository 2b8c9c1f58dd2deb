package cc.chitty.sync.jobs.doctor;

import cc.chitty.sync.jobs.command.Programs;
import cc.chitty.sync.jobs.install.Quoting;
import cc.chitty.sync.jobs.trigger.LoggedCodes;
import cc.chitty.sync.jobs.trigger.Moment;
import cc.chitty.sync.jobs.trigger.Silence;
import cc.chitty.sync.jobs.trigger.Successes;
import cc.chitty.sync.jobs.watch.Signs;
import cc.chitty.sync.jobs.watch.WatcherNote;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.state.PropertiesFile;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is set up to start commands regularly: in the crontab, by systemd or launchd, in a watcher. */
public final class Registered {

    private static final String WATCH = "watch";
    private static final String PEERS = "gpu-watch";

    private final StateDirectory state;
    private final Path home;

    public Registered(StateDirectory state, Path home) {
        this.state = state;
        this.home = home;
    }

    /** The silence of everything that is to happen regularly. */
    public List<Silence> silences(Moment now) {
        Successes successes = new Successes(state);
        Moment setUp = setUp(now);
        LoggedCodes codes = LoggedCodes.read(state.logs());
        List<Silence> silences = new ArrayList<>();
        for (String command : commands()) {
            silences.add(
                    Silence.of(successes, Trigger.CRON, command, setUp, now).ended(codes.last(command)));
        }
        if (watcher() != null) {
            Moment begun = new Moment(started(), "", 0);
            silences.add(Silence.of(successes, Trigger.WATCHER, "consolidate", begun, now));
        }
        successes
                .last(Trigger.HOOK, "consolidate")
                .ifPresent(hook -> silences.add(Silence.of(successes, Trigger.HOOK, "consolidate", null, now)));
        return silences;
    }

    /** Commands with times, by name. */
    public SortedSet<String> commands() {
        SortedSet<String> commands = new TreeSet<>(scheduled());
        WatcherNote watcher = watcher();
        if (watcher != null && watcher.schedules()) {
            PropertiesFile.read(Signs.schedule(state)).ifPresent(times -> commands.addAll(times.keySet()));
        }
        commands.removeAll(List.of(WATCH, PEERS));
        return commands;
    }

    /** Whether something is set up to start a watcher. */
    boolean startsWatcher() {
        return scheduled().contains(WATCH);
    }

    /** Whether something is set up to start the watcher of peers. */
    boolean startsPeerWatcher() {
        return scheduled().contains(PEERS);
    }

    private List<String> scheduled() {
        try {
            List<String> commands = new ArrayList<>(inCrontab());
            named(home.resolve(".config/systemd/user"), "chittysync-", ".timer", commands);
            named(home.resolve(".config/systemd/user"), "chittysync-", "watch.service", commands);
            named(home.resolve("Library/LaunchAgents"), "cc.chitty.sync.", ".plist", commands);
            return commands;
        } catch (IOException e) {
            throw StorageFailure.of("look for schedules in", home, e);
        }
    }

    /** The commands of our lines in the crontab. */
    List<String> inCrontab() {
        if (!Programs.has("crontab")) {
            return List.of();
        }
        String script = Quoting.cron(state.programs().resolve("scheduled").toString());
        Pattern ours = Pattern.compile(".*" + Pattern.quote(script) + " \\d+ (gpu-sync watch|\\S+).*");
        return Programs.run(List.of("crontab", "-l"), new byte[0])
                .text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(ours::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1).startsWith("gpu-sync watch") ? PEERS : line.group(1))
                .toList();
    }

    private static void named(Path directory, String before, String after, List<String> commands) throws IOException {
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, before + "*" + after)) {
                for (Path file : files) {
                    String name = String.valueOf(file.getFileName());
                    commands.add(name.substring(before.length(), name.lastIndexOf('.')));
                }
            }
        }
    }

    private @Nullable WatcherNote watcher() {
        return WatcherNote.read(new Signs(state).note())
                .filter(note -> !note.isDead())
                .orElse(null);
    }

    private Instant started() {
        WatcherNote note = watcher();
        return note == null ? Instant.EPOCH : note.identity().started();
    }

    /** The scripts are written when something is set up; by the clock, as files are stamped. */
    private Moment setUp(Moment now) {
        Path script = state.programs().resolve("scheduled");
        try {
            Instant at =
                    Files.exists(script) ? Files.getLastModifiedTime(script).toInstant() : started();
            boolean beforeBoot = at.isBefore(now.at().minusSeconds(now.awake()));
            return beforeBoot ? new Moment(at, "before", 0) : new Moment(at, "", 0);
        } catch (IOException e) {
            throw StorageFailure.of("look at", script, e);
        }
    }
}
