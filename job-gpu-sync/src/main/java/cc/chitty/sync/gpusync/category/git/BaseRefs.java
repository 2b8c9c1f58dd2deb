package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Side;
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
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What both sides agreed on when they were last synced: one file a repository, its first line the repository, then how the repositories
 * of both sides are called, then {@code OBJECT REF} lines. A file that cannot be understood is as good as none: then nothing is deleted.
 *
 * @param directory private, of one peer
 */
public record BaseRefs(Path directory) {

    /** A line's beginning; a branch cannot stand there. */
    private static final String NAME = "name ";

    /**
     * What is known of a repository.
     *
     * @param names what the repositories of both sides are called, {@link RepositoryFacts#name}; none of a side that has no name yet
     */
    private record Known(NavigableMap<String, ObjectName> refs, Map<Side, String> names) {

        static final Known NOTHING = new Known(Collections.emptyNavigableMap(), Map.of());

        boolean isOf(Side side, @Nullable RepositoryFacts facts) {
            String name = names.get(side);
            return name == null || facts == null || name.equals(facts.name());
        }

        String text(String repository) {
            StringBuilder text = new StringBuilder(repository).append('\n');
            new TreeMap<>(names)
                    .forEach((side, name) -> text.append(NAME)
                            .append(side.name())
                            .append(' ')
                            .append(name)
                            .append('\n'));
            refs.forEach(
                    (ref, object) -> text.append(object).append(' ').append(ref).append('\n'));
            return text.toString();
        }
    }

    /** Empty if it has never been synced. */
    Optional<NavigableMap<String, ObjectName>> of(String root, TreePath path) {
        return known(root, path).map(Known::refs);
    }

    /**
     * Empty also where both sides have a repository, and one of them is another one than was synced: cloned again, most often, without
     * the branches that it had. Nothing in it was deleted by anybody.
     */
    Optional<NavigableMap<String, ObjectName>> of(
            String root, TreePath path, @Nullable RepositoryFacts ours, @Nullable RepositoryFacts theirs) {
        return known(root, path)
                .filter(it ->
                        ours == null || theirs == null || (it.isOf(Side.OURS, ours) && it.isOf(Side.THEIRS, theirs)))
                .map(Known::refs);
    }

    private Optional<Known> known(String root, TreePath path) {
        Path file = file(root, path);
        try {
            return parse(Files.readString(file), name(root, path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
    }

    private static Optional<Known> parse(String text, String name) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(name) || !text.endsWith("\n")) {
            return Optional.empty();
        }
        NavigableMap<String, ObjectName> refs = new TreeMap<>();
        Map<Side, String> names = new EnumMap<>(Side.class);
        for (String line : lines.subList(1, lines.size())) {
            int space = line.lastIndexOf(' ');
            if (line.startsWith(NAME + Side.OURS + ' ') || line.startsWith(NAME + Side.THEIRS + ' ')) {
                names.put(Side.valueOf(line.substring(NAME.length(), space)), line.substring(space + 1));
                continue;
            }
            space = line.indexOf(' ');
            if (space < 0 || !ObjectName.isName(line.substring(0, space))) {
                return Optional.empty();
            }
            refs.put(line.substring(space + 1), new ObjectName(line.substring(0, space)));
        }
        return Optional.of(new Known(Collections.unmodifiableNavigableMap(refs), names));
    }

    /** Durable when it returns; unchanged content is not written again. */
    void record(String root, TreePath path, NavigableMap<String, ObjectName> refs) {
        write(
                root,
                path,
                new Known(refs, known(root, path).orElse(Known.NOTHING).names()));
    }

    /** What the repository of a side is called from now on, if it was synced at all. */
    void call(String root, TreePath path, Side side, String name) {
        known(root, path).ifPresent(known -> {
            Map<Side, String> names = new EnumMap<>(Side.class);
            names.putAll(known.names());
            names.put(side, name);
            write(root, path, new Known(known.refs(), names));
        });
    }

    private void write(String root, TreePath path, Known known) {
        if (known(root, path).filter(known::equals).isPresent()) {
            return;
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw StorageFailure.of("make", directory, e);
        }
        DurableFile.replace(file(root, path), known.text(name(root, path)).getBytes(StandardCharsets.UTF_8));
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
