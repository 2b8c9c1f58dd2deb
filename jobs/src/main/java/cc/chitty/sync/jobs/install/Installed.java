package cc.chitty.sync.jobs.install;

import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PropertiesFile;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is installed: written before the first target is touched, so that whatever is cut short can be undone.
 *
 * @param parts one for each target
 * @param undoing commands to run before the targets are put back, words parted by tabs
 * @param directories made for targets, innermost first
 * @param done commands that ended well, as those
 * @param migrated whether the entries of the first system were taken out
 */
record Installed(
        List<Part> parts, List<String> undoing, List<String> directories, List<String> done, boolean migrated) {

    /**
     * One target.
     *
     * @param backup name of the file with what was there before; null where nothing was
     * @param after digest of what we left; empty where we removed it
     */
    record Part(String target, @Nullable String backup, String after) {}

    Installed {
        parts = List.copyOf(parts);
        undoing = List.copyOf(undoing);
        directories = List.copyOf(directories);
        done = List.copyOf(done);
    }

    Installed with(List<Part> these, List<String> made) {
        return new Installed(these, undoing, made, done, migrated);
    }

    Installed andDone(List<String> more) {
        return new Installed(
                parts,
                undoing,
                directories,
                Stream.concat(done.stream(), more.stream()).toList(),
                migrated);
    }

    Optional<Part> of(Target target) {
        return parts.stream()
                .filter(part -> part.target().equals(target.name()))
                .findFirst();
    }

    static Installed read(Path file) {
        SortedMap<String, String> values = PropertiesFile.read(file).orElseGet(TreeMap::new);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; values.containsKey("target." + i); i++) {
            parts.add(new Part(
                    values.getOrDefault("target." + i, ""),
                    values.get("backup." + i),
                    values.getOrDefault("after." + i, "")));
        }
        return new Installed(
                parts,
                list(values, "undo."),
                list(values, "directory."),
                list(values, "done."),
                "true".equals(values.get("migrated")));
    }

    private static List<String> list(Map<String, String> values, String prefix) {
        List<String> list = new ArrayList<>();
        for (String next = values.get(prefix + 0); next != null; next = values.get(prefix + list.size())) {
            list.add(next);
        }
        return list;
    }

    void write(Path file) {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            values.put("target." + i, part.target());
            values.put("after." + i, part.after());
            if (part.backup() != null) {
                values.put("backup." + i, part.backup());
            }
        }
        put(values, "undo.", undoing);
        put(values, "directory.", directories);
        put(values, "done.", done);
        values.put("migrated", String.valueOf(migrated));
        DurableFile.replace(file, PropertiesFile.bytes(values));
    }

    private static void put(Map<String, String> values, String prefix, List<String> list) {
        for (int i = 0; i < list.size(); i++) {
            values.put(prefix + i, list.get(i));
        }
    }

    static String digest(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "";
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
