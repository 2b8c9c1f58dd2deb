package cc.chitty.sync.gitpush;

import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.secret.SecretFilter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The user's files that a setting chooses: ordinary files below a directory, by patterns. Symbolic links are not followed,
 * and no repository's {@code .git} is entered.
 */
record ChosenFiles(GitPushSettings.Folder folder, long largest, SecretFilter secrets, Consumer<Problem> problems) {

    private static final int WINDOW = 1 << 20;
    /** What a secret in two windows may have in the first; a private key has about 3,000. */
    private static final int OVERLAP = 1 << 14;

    /** All of them, by their path from the root. */
    SortedMap<String, Path> find() throws IOException {
        SortedMap<String, Path> found = new TreeMap<>();
        Path root = folder.root();
        List<PathMatcher> patterns = folder.files().stream()
                .map(pattern -> root.getFileSystem().getPathMatcher("glob:" + pattern))
                .toList();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return directory.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = root.relativize(file);
                boolean chosen = patterns.stream().anyMatch(it -> it.matches(relative));
                if (chosen && attributes.isRegularFile()) {
                    found.put(relative.toString().replace('\\', '/'), file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException seen) {
                problems.accept(new Problem(file.toString(), "it cannot be read: " + seen.getMessage()));
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /** Whether it may be pushed: it is small enough and no rule finds a secret in it. Else it is a problem. */
    boolean mayLeave(Path file, String relative) throws IOException {
        long size = Files.size(file);
        if (largest > 0 && size >= largest) {
            problems.accept(new Problem(file.toString(), "it has " + size + " bytes and is left out"));
            return false;
        }
        TreeSet<String> rules = rules(file);
        rules.addAll(secrets.redact(relative).rules());
        if (!rules.isEmpty()) {
            problems.accept(new Problem(
                    file.toString(), "it holds secrets by the rules " + String.join(", ", rules) + " and is left out"));
        }
        return rules.isEmpty();
    }

    /** Window by window, each with the end of the one before. */
    private TreeSet<String> rules(Path file) throws IOException {
        TreeSet<String> rules = new TreeSet<>();
        byte[] window = new byte[WINDOW];
        int kept = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.readNBytes(window, 0, WINDOW); read > 0; ) {
                int filled = kept + read;
                rules.addAll(secrets.redact(new String(window, 0, filled, StandardCharsets.UTF_8))
                        .rules());
                kept = Math.min(OVERLAP, filled);
                System.arraycopy(window, filled - kept, window, 0, kept);
                read = in.readNBytes(window, kept, WINDOW - kept);
            }
        }
        return rules;
    }
}
