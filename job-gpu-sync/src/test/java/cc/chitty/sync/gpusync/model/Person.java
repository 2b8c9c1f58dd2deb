package cc.chitty.sync.gpusync.model;

import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.peer.InMemoryDisk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What persons do to their files, at random. */
final class Person {

    private static final List<String> NAMES =
            List.of("a", "b", "c", "d e", "A", "B", "caf\u00e9", "cafe\u0301", ".x", "line\nbreak");
    private static final List<Integer> FILE_MODES = List.of(0644, 0644, 0600, 0755, 0664, 0000);
    private static final List<Integer> DIRECTORY_MODES = List.of(0755, 0755, 0700, 0500, 0000);
    private static final List<String> TARGETS =
            List.of("a", "../b", "/home/kim/outside", "/home/kim/outside/secret", "c/a");

    private final String name;
    private final Replica replica;
    private final InMemoryDisk disk;
    private final SplittableRandom random;
    private final List<String> done = new ArrayList<>();
    private int written;

    Person(String name, Replica replica, SplittableRandom random) {
        this.name = name;
        this.replica = replica;
        this.disk = replica.disk;
        this.random = random;
    }

    /** What was done since this was asked last. */
    List<String> told() {
        List<String> told = List.copyOf(done);
        done.clear();
        return told;
    }

    void act() {
        disk.pass(random.nextInt(4) == 0 ? 3_000_000_000L : random.nextInt(1_000_000));
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> write(place());
            case 4, 5 -> append();
            case 6 -> delete();
            case 7 -> rename(any(), place());
            case 8 -> changeMode();
            case 9 -> link();
            case 10 -> changeCase();
            case 11 -> writeBothForms();
            case 12 -> exchangeKinds();
            default -> overwriteUnseen();
        }
        replica.look();
    }

    private void tell(String act) {
        done.add(name + " " + act);
    }

    private String any() {
        List<String> paths = replica.paths(EntryKind.FILE, EntryKind.DIRECTORY, EntryKind.LINK);
        return paths.isEmpty() ? "" : paths.get(random.nextInt(paths.size()));
    }

    private String anyFile() {
        List<String> paths = replica.paths(EntryKind.FILE);
        return paths.isEmpty() ? "" : paths.get(random.nextInt(paths.size()));
    }

    /** A name in a directory that is there, or in a new one. */
    private String place() {
        List<String> directories = replica.paths(EntryKind.DIRECTORY);
        int which = random.nextInt(directories.size() + 2);
        String directory = which < directories.size() ? directories.get(which) + "/" : "";
        if (directory.length() > 30) {
            directory = "";
        }
        return directory + (random.nextInt(4) == 0 ? someName() + "/" : "") + someName();
    }

    private String someName() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    /** Nothing but directories is above it. */
    private boolean isFree(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            EntryKind kind = disk.kind(Replica.at(path.substring(0, slash)));
            if (kind != null && kind != EntryKind.DIRECTORY) {
                return false;
            }
        }
        return !path.isEmpty();
    }

    private String content() {
        return String.format(Locale.ROOT, "%s%06d", name, ++written);
    }

    private void write(String path) {
        if (isFree(path) && disk.kind(Replica.at(path)) != EntryKind.DIRECTORY) {
            String content = content();
            tell("writes " + path + ": " + content);
            replica.giveUp(path);
            disk.write(Replica.at(path), content.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** With the same size and the time put back. */
    private void overwriteUnseen() {
        String path = anyFile();
        if (!path.isEmpty()) {
            long time = disk.modified(Replica.at(path));
            int mode = disk.mode(Replica.at(path));
            write(path);
            disk.file(Replica.at(path), disk.text(Replica.at(path)), mode, time);
        }
    }

    private void append() {
        String path = anyFile();
        if (!path.isEmpty()) {
            String more = disk.text(Replica.at(path)) + "+" + content();
            tell("appends to " + path + ": " + more);
            replica.giveUp(path);
            disk.write(Replica.at(path), more.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void delete() {
        String path = any();
        if (!path.isEmpty()) {
            tell("deletes " + path);
            replica.giveUp(path);
            disk.remove(Replica.at(path));
        }
    }

    private void rename(String from, String to) {
        if (!from.isEmpty()
                && isFree(to)
                && disk.kind(Replica.at(to)) != EntryKind.DIRECTORY
                && !(to + "/").startsWith(from + "/")) {
            tell("renames " + from + " to " + to);
            boolean same = disk.traits().sameName(from, to);
            if (!same) {
                replica.giveUp(to);
            }
            disk.rename(Replica.at(from), Replica.at(to));
        }
    }

    private void changeCase() {
        String path = any();
        int slash = path.lastIndexOf('/') + 1;
        String last = path.substring(slash);
        String other = last.equals(last.toUpperCase(Locale.ROOT))
                ? last.toLowerCase(Locale.ROOT)
                : last.toUpperCase(Locale.ROOT);
        rename(path, path.substring(0, slash) + other);
    }

    private void changeMode() {
        String path = any();
        EntryKind kind = path.isEmpty() ? null : disk.kind(Replica.at(path));
        if (kind == EntryKind.FILE || kind == EntryKind.DIRECTORY) {
            List<Integer> modes = kind == EntryKind.FILE ? FILE_MODES : DIRECTORY_MODES;
            int mode = modes.get(random.nextInt(modes.size()));
            tell("sets " + path + " to " + Integer.toOctalString(mode));
            disk.setMode(Replica.at(path), mode);
        }
    }

    private void link() {
        String path = place();
        if (isFree(path) && disk.kind(Replica.at(path)) != EntryKind.DIRECTORY) {
            String target = TARGETS.get(random.nextInt(TARGETS.size()));
            tell("links " + path + " to " + target);
            replica.giveUp(path);
            disk.link(Replica.at(path), target);
        }
    }

    private void writeBothForms() {
        String path = place();
        String directory = path.substring(0, path.lastIndexOf('/') + 1);
        write(directory + "caf\u00e9");
        write(directory + "cafe\u0301");
    }

    private void exchangeKinds() {
        String path = any();
        if (path.isEmpty()) {
            return;
        }
        boolean directory = disk.kind(Replica.at(path)) == EntryKind.DIRECTORY;
        tell("exchanges " + path);
        replica.giveUp(path);
        disk.remove(Replica.at(path));
        write(directory ? path : path + "/in");
    }
}
