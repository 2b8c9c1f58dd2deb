package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What both sides agreed on when they were last synced: one file a repository, its first line the repository, then
 * {@code OBJECT REF} lines. A file that cannot be understood is as good as none: then nothing is deleted.
 *
 * @param directory private, of one peer
 */
public record BaseRefs(Path directory) {

    /** Empty if it has never been synced. */
    Optional<NavigableMap<String, ObjectName>> of(String root, TreePath path) {
        Path file = file(root, path);
        try {
            return parse(Files.readString(file), name(root, path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
    }

    private static Optional<NavigableMap<String, ObjectName>> parse(String text, String name) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(name) || !text.endsWith("\n")) {
            return Optional.empty();
        }
        NavigableMap<String, ObjectName> refs = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int space = line.indexOf(' ');
            if (space < 0 || !ObjectName.isName(line.substring(0, space))) {
                return Optional.empty();
            }
            refs.put(line.substring(space + 1), new ObjectName(line.substring(0, space)));
        }
        return Optional.of(Collections.unmodifiableNavigableMap(refs));
    }

    /** Durable when it returns; unchanged content is not written again. */
    void record(String root, TreePath path, NavigableMap<String, ObjectName> refs) {
        if (of(root, path).filter(refs::equals).isPresent()) {
            return;
        }
        StringBuilder text = new StringBuilder(name(root, path)).append('\n');
        refs.forEach(
                (ref, object) -> text.append(object).append(' ').append(ref).append('\n'));
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw StorageFailure.of("make", directory, e);
        }
        DurableFile.replace(file(root, path), text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Changes one ref of a repository that was synced; null: both agree on nothing. */
    void agree(String root, TreePath path, String ref, @Nullable ObjectName value) {
        of(root, path).ifPresent(known -> {
            NavigableMap<String, ObjectName> refs = new TreeMap<>(known);
            if (value == null) {
                refs.remove(ref);
            } else {
                refs.put(ref, value);
            }
            record(root, path, refs);
        });
    }

    /** As if it had never been synced. */
    void forget(String root, TreePath path) {
        DurableFile.delete(file(root, path));
    }

    private static String name(String root, TreePath path) {
        return root + "/" + path.text();
    }

    private Path file(String root, TreePath path) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(name(root, path).getBytes(StandardCharsets.UTF_8));
            return directory.resolve(HexFormat.of().formatHex(digest, 0, 16) + ".refs");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
