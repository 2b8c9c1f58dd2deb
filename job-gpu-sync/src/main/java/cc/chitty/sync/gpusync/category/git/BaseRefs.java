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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What both sides agreed on when they were last synced: one file a repository, its first line the repository, then how the repositories
 * of both sides are called and how far they had counted, then {@code OBJECT REF} lines. A file that cannot be understood is as good as
 * none: then nothing is deleted.
 *
 * @param directory private, of one peer
 */
public record BaseRefs(Path directory) {

    /** A line's beginning; a branch cannot stand there. */
    private static final String MARK = "mark ";

    private static final Pattern MARKED = Pattern.compile(MARK + "(OURS|THEIRS) ([0-9]{1,15}) (.+)");

    /**
     * What tells a repository from others, and from an earlier state of itself.
     *
     * @param name {@link RepositoryFacts#name}
     * @param count {@link RepositoryFacts#counts}
     */
    record Mark(String name, long count) {}

    /**
     * What is known of a repository.
     *
     * @param marks of both sides, when this was agreed; none of a side that could not be written to
     */
    private record Known(NavigableMap<String, ObjectName> refs, Map<Side, Mark> marks) {

        static final Known NOTHING = new Known(Collections.emptyNavigableMap(), Map.of());

        boolean isMarked(Side side, RepositoryFacts facts, String key) {
            Mark mark = marks.get(side);
            return mark != null && isOf(mark, facts, key);
        }

        boolean mayBeOf(Side side, RepositoryFacts facts, String key) {
            Mark mark = marks.get(side);
            return mark == null || isOf(mark, facts, key);
        }

        private static boolean isOf(Mark mark, RepositoryFacts facts, String key) {
            return mark.name.equals(facts.name()) && facts.counts().getOrDefault(key, 0L) >= mark.count;
        }

        String text(String repository) {
            StringBuilder text = new StringBuilder(repository).append('\n');
            new TreeMap<>(marks)
                    .forEach((side, mark) -> text.append(MARK)
                            .append(side.name())
                            .append(' ')
                            .append(mark.count)
                            .append(' ')
                            .append(mark.name)
                            .append('\n'));
            refs.forEach(
                    (ref, object) -> text.append(object).append(' ').append(ref).append('\n'));
            return text.toString();
        }
    }

    /**
     * Under which name a repository counts what is agreed on: of each place and each other side its own, since a copy of it in another
     * place counts on by itself.
     *
     * @param device the other side's
     */
    static String key(String device, String root, TreePath path) {
        return device + "-" + digest(root, path).substring(0, 16);
    }

    /** Empty if it has never been synced. */
    Optional<NavigableMap<String, ObjectName>> of(String root, TreePath path) {
        return known(root, path).map(Known::refs);
    }

    /**
     * Empty also where one that is there is another one than was synced: cloned again, most often, without the branches that it had, or an
     * earlier state of it, out of a backup. Nothing in it was deleted by anybody; nor was it on a side that has none, where only the one
     * before it was.
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
                .filter(it -> (ours == null || it.mayBeOf(Side.OURS, ours, keys.apply(Side.OURS)))
                        && (theirs == null || it.mayBeOf(Side.THEIRS, theirs, keys.apply(Side.THEIRS))))
                .map(Known::refs);
    }

    /** Whether just these refs are agreed on, and with just these repositories. */
    boolean says(
            String root,
            TreePath path,
            NavigableMap<String, ObjectName> refs,
            @Nullable RepositoryFacts ours,
            @Nullable RepositoryFacts theirs,
            Function<Side, String> keys) {
        return known(root, path)
                .filter(it -> it.refs.equals(refs)
                        && ours != null
                        && theirs != null
                        && it.isMarked(Side.OURS, ours, keys.apply(Side.OURS))
                        && it.isMarked(Side.THEIRS, theirs, keys.apply(Side.THEIRS)))
                .isPresent();
    }

    /** How far the repository of a side had counted. */
    long count(String root, TreePath path, Side side) {
        Mark mark = known(root, path).orElse(Known.NOTHING).marks.get(side);
        return mark == null ? 0 : mark.count;
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
        Map<Side, Mark> marks = new EnumMap<>(Side.class);
        for (String line : lines.subList(1, lines.size())) {
            Matcher mark = MARKED.matcher(line);
            if (mark.matches()) {
                marks.put(Side.valueOf(mark.group(1)), new Mark(mark.group(3), Long.parseLong(mark.group(2))));
                continue;
            }
            int space = line.indexOf(' ');
            if (space < 0 || !ObjectName.isName(line.substring(0, space))) {
                return Optional.empty();
            }
            refs.put(line.substring(space + 1), new ObjectName(line.substring(0, space)));
        }
        return Optional.of(new Known(Collections.unmodifiableNavigableMap(refs), marks));
    }

    /**
     * Durable when it returns; unchanged content is not written again.
     *
     * @param marks of the repositories that agree on it, which have counted so far already
     */
    void record(String root, TreePath path, NavigableMap<String, ObjectName> refs, Map<Side, Mark> marks) {
        write(root, path, known(root, path), new Known(refs, Map.copyOf(marks)));
    }

    /** The repository of a side has counted one further; if it was the one that this is agreed on with, it is so with that count only. */
    void countOn(String root, TreePath path, Side side, Mark mark) {
        Optional<Known> before = known(root, path);
        before.ifPresent(known -> {
            Mark last = known.marks.get(side);
            if (last != null && last.name.equals(mark.name) && last.count < mark.count) {
                Map<Side, Mark> marks = new EnumMap<>(known.marks);
                marks.put(side, mark);
                write(root, path, before, new Known(known.refs, Map.copyOf(marks)));
            }
        });
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
        Optional<Known> before = known(root, path);
        before.ifPresent(known -> {
            NavigableMap<String, ObjectName> refs = new TreeMap<>(known.refs);
            if (value == null) {
                refs.remove(ref);
            } else {
                refs.put(ref, value);
            }
            write(root, path, before, new Known(refs, known.marks));
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
        return directory.resolve(digest(root, path) + ".refs");
    }

    private static String digest(String root, TreePath path) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(name(root, path).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
