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
import java.util.function.Function;
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

    private static final String COUNT = "count ";

    /**
     * What is known of a repository.
     *
     * @param names what the repositories of both sides are called, {@link RepositoryFacts#name}; none of a side that has no name yet
     * @param count how far both have counted at the least, {@link RepositoryFacts#counts}
     */
    private record Known(NavigableMap<String, ObjectName> refs, Map<Side, String> names, long count) {

        static final Known NOTHING = new Known(Collections.emptyNavigableMap(), Map.of(), 0);

        boolean isOf(Side side, RepositoryFacts facts, String key) {
            String name = names.get(side);
            return name == null || (name.equals(facts.name()) && facts.counts().getOrDefault(key, 0L) >= count);
        }

        String text(String repository) {
            StringBuilder text = new StringBuilder(repository).append('\n');
            new TreeMap<>(names)
                    .forEach((side, name) -> text.append(NAME)
                            .append(side.name())
                            .append(' ')
                            .append(name)
                            .append('\n'));
            if (count > 0) {
                text.append(COUNT).append(count).append('\n');
            }
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
     * the branches that it had, or an earlier state of it, out of a backup. Nothing in it was deleted by anybody.
     *
     * @param keys under which the repository of a side counts
     */
    Optional<NavigableMap<String, ObjectName>> of(
            String root,
            TreePath path,
            @Nullable RepositoryFacts ours,
            @Nullable RepositoryFacts theirs,
            Function<Side, String> keys) {
        return known(root, path)
                .filter(it -> ours == null
                        || theirs == null
                        || (it.isOf(Side.OURS, ours, keys.apply(Side.OURS))
                                && it.isOf(Side.THEIRS, theirs, keys.apply(Side.THEIRS))))
                .map(Known::refs);
    }

    /** How far the repositories of both sides have counted at the least. */
    long count(String root, TreePath path) {
        return known(root, path).orElse(Known.NOTHING).count();
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
        long count = 0;
        for (String line : lines.subList(1, lines.size())) {
            if (line.matches(COUNT + "[0-9]{1,15}")) {
                count = Long.parseLong(line.substring(COUNT.length()));
                continue;
            }
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
        return Optional.of(new Known(Collections.unmodifiableNavigableMap(refs), names, count));
    }

    /** Durable when it returns; unchanged content is not written again. */
    void record(String root, TreePath path, NavigableMap<String, ObjectName> refs) {
        Optional<Known> before = known(root, path);
        Known known = before.orElse(Known.NOTHING);
        write(root, path, before, new Known(refs, known.names(), known.count()));
    }

    /**
     * What the repositories of both sides are called from now on, if they were synced at all.
     *
     * @param count how far both have counted, if that is further than is known
     */
    void call(String root, TreePath path, Map<Side, String> names, long count) {
        Optional<Known> before = known(root, path);
        before.ifPresent(known ->
                write(root, path, before, new Known(known.refs(), Map.copyOf(names), Math.max(known.count(), count))));
    }

    private void write(String root, TreePath path, Optional<Known> before, Known known) {
        if (before.filter(known::equals).isPresent()) {
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
