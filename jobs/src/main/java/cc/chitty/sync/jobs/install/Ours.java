package cc.chitty.sync.jobs.install;

import cc.chitty.sync.jobs.command.Programs;
import cc.chitty.sync.jobs.trigger.CommandTimes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is ours, whether or not a record tells of it: the one rule of install, uninstall, dry runs and the migration. A file that
 * came from another machine holds ours, too, and so does everything after the state directory was lost.
 */
final class Ours {

    /** What is in the directory of our programs, as scripts that can be run. */
    static final List<String> SCRIPTS =
            List.of("chittysync", "scheduled", "session-start", "post-todo-write", "session-end", "hook-run");

    private static final Set<String> HOOKS = Set.of("session-start", "post-todo-write", "session-end");

    private static final Pattern SERVER =
            Pattern.compile("\"chittysync\"\\s*:\\s*\\{[^{}]*\"command\"\\s*:\\s*\"([^\"]*)\"");

    private final Place place;
    private final List<String> directories;
    private final boolean hasPrograms;

    Ours(Place place) {
        this.place = place;
        Path programs = place.state().programs();
        this.directories = List.of(
                programs.toString(), place.home().resolve(".chittychat/bin").toString());
        this.hasPrograms = Files.exists(programs.resolve("filing")) && Files.exists(programs.resolve("scheduled"));
    }

    /** Whether a hook runs what we put into hooks, here or in the usual place of this home, however its path is written. */
    boolean isHook(String command) {
        return programs(command).stream().anyMatch(it -> isInstalled(it) && HOOKS.contains(name(it)));
    }

    /** Whether a program is in a directory of ours, as what we write into files is. */
    boolean isInstalled(String program) {
        int slash = program.lastIndexOf('/');
        return slash > 0 && directories.contains(program.substring(0, slash));
    }

    /** Whether it is of this system at all: people have links to our launcher, and find it by its name. */
    boolean isProgram(String program) {
        return program.equals("chittysync") || isInstalled(program) || leadsToProgram(program);
    }

    private boolean leadsToProgram(String program) {
        if (!program.startsWith("/") || program.indexOf(0) >= 0) {
            return false;
        }
        Path path = Path.of(program);
        try {
            return Files.exists(path)
                    && path.toRealPath().startsWith(place.state().programs());
        } catch (IOException e) {
            return false; // it cannot be entered, as our directory can
        }
    }

    /** The programs that a command starts. */
    List<String> programs(String command) {
        return ShellCommand.programs(command, place.home().toString());
    }

    /** The programs that a line of a crontab, a character for each byte, starts. */
    List<String> programsOfCron(String line) {
        return ShellCommand.ofCron(MarkedBlock.utf8(line), place.home().toString());
    }

    private static String name(String program) {
        return program.substring(program.lastIndexOf('/') + 1);
    }

    /** Everything of this account that may hold something of ours. */
    Set<Target> targets() {
        Set<Target> targets = new LinkedHashSet<>();
        List<String> names = new ArrayList<>(SCRIPTS);
        names.addAll(List.of("filing", "gpu-ws", "jobs.jar", "environment"));
        names.forEach(name -> targets.add(file(place.program(name))));
        targets.add(file(place.claude().resolve("settings.json")));
        targets.add(file(place.codex().resolve("hooks.json")));
        targets.add(file(place.codex().resolve("config.toml")));
        targets.add(file(place.gemini().resolve("settings.json")));
        unitNames().forEach(name -> targets.add(file(place.units().resolve(name))));
        plistNames().forEach(name -> targets.add(file(place.launchAgents().resolve(name))));
        if (place.isOwn() && CrontabTarget.isReadable()) {
            targets.add(new CrontabTarget());
        }
        return targets;
    }

    private static Target file(Path path) {
        return new FileTarget(path, false);
    }

    private static List<String> unitNames() {
        List<String> names = new ArrayList<>();
        for (CommandTimes one : CommandTimes.all()) {
            names.add("chittysync-" + one.command() + ".service");
            names.add("chittysync-" + one.command() + ".timer");
        }
        for (Watcher watcher : Watcher.values()) {
            names.add("chittysync-" + watcher.unit() + ".service");
        }
        return names;
    }

    private static List<String> plistNames() {
        List<String> names = new ArrayList<>();
        CommandTimes.all().forEach(one -> names.add("cc.chitty.sync." + one.command() + ".plist"));
        Set.of(Watcher.values()).forEach(watcher -> names.add("cc.chitty.sync." + watcher.unit() + ".plist"));
        return names;
    }

    /** The edit that puts nothing in: what takes ours out of a target. */
    Edit removal(String target) {
        Path path = Path.of(target);
        if (target.equals(CrontabTarget.NAME) || path.endsWith("config.toml")) {
            return block("", false);
        }
        if (path.endsWith("settings.json") || path.endsWith("hooks.json")) {
            return new JsonEdit(target, this, List.of(), List.of(), false);
        }
        return new WholeFile(null, !path.startsWith(place.state().programs()) || hasPrograms);
    }

    /** A file that is all ours. */
    Edit whole(Path path, byte[] content) {
        return new WholeFile(content, !path.startsWith(place.state().programs()) || hasPrograms);
    }

    /** Lines of ours in a crontab or a TOML file. */
    MarkedBlock block(String lines, boolean migrate) {
        return new MarkedBlock(lines, migrate ? first()::mutedLine : line -> line, first()::restoredLine);
    }

    /** Every setting that any installation makes. */
    List<JsonEdit.Entry> entries() {
        return Blueprint.entries(place.state());
    }

    /** What stops what is started by a file that no record tells of; nothing where the program for it is not here. */
    Stream<String> stopping(Target target) {
        List<String> command = Schedules.stopping(target.name());
        return !place.isOwn() || command.isEmpty() || !Programs.has(command.get(0))
                ? Stream.of()
                : Stream.of(Step.line(command));
    }

    /** What makes Claude Code forget our server, where it has it. */
    Stream<String> forgetting() {
        Path directory = Path.of(
                place.settings().getOrDefault("CLAUDE_CONFIG_DIR", place.home().toString()));
        byte[] settings = file(directory.resolve(".claude.json")).read();
        boolean knows = settings != null
                && place.isOwn()
                && SERVER.matcher(new String(settings, StandardCharsets.UTF_8))
                        .results()
                        .anyMatch(found -> isInstalled(found.group(1)));
        return knows && Programs.has("claude") ? Stream.of(Step.line(Blueprint.CLAUDE_FORGETS)) : Stream.of();
    }

    FirstSystem first() {
        return new FirstSystem(place, this);
    }
}
