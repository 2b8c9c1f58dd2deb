package cc.chitty.sync.gitpush;

import cc.chitty.sync.gitpush.repository.SecretSearch;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.secret.SecretFilter;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The user's files that a setting chooses: ordinary files below a directory, by patterns. Symbolic links are not followed,
 * and no repository's {@code .git} is entered.
 */
record ChosenFiles(GitPushSettings.Folder folder, long largest, SecretFilter secrets, Consumer<Problem> problems) {

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
        SortedSet<String> rules = SecretSearch.in(file, secrets);
        rules.addAll(secrets.redact(relative).rules());
        if (!rules.isEmpty()) {
            problems.accept(new Problem(
                    file.toString(), "it holds secrets by the rules " + String.join(", ", rules) + " and is left out"));
        }
        return rules.isEmpty();
    }
}
