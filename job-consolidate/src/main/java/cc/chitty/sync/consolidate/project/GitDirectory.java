package cc.chitty.sync.consolidate.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;

/** The git repository a directory is in, read without opening it as one: only its configuration is looked at. */
record GitDirectory(Path worktree, Path configuration) {

    private static final String POINTER = "gitdir:";

    /** The innermost repository around {@code directory}; null if there is none or it cannot be read. */
    static @Nullable GitDirectory around(Path directory) {
        for (Path at = directory; at != null; at = at.getParent()) {
            Path git = at.resolve(".git");
            if (Files.exists(git)) {
                return of(at, git);
            }
        }
        return null;
    }

    /** The URL of {@code origin}, else of the only remote, else of the first by name; null if there is none. */
    @Nullable String remote() {
        Config config = new Config();
        try {
            config.fromText(new String(Files.readAllBytes(configuration), StandardCharsets.UTF_8));
        } catch (IOException | ConfigInvalidException e) {
            return null; // no readable configuration names no remote: the directory's own name will do
        }
        Set<String> names = new TreeSet<>(config.getSubsections("remote"));
        String name = names.contains("origin") || names.isEmpty()
                ? "origin"
                : names.iterator().next();
        return config.getString("remote", name, "url");
    }

    private static @Nullable GitDirectory of(Path worktree, Path git) {
        try {
            Path real = Files.isDirectory(git) ? git : pointedTo(git);
            return new GitDirectory(worktree, common(real).resolve("config"));
        } catch (IOException | InvalidPathException e) {
            return null; // a broken pointer is git's to complain about; here it only means that no remote is known
        }
    }

    /** A worktree's or sub-module's {@code .git} is a file that says where the real one is. */
    private static Path pointedTo(Path file) throws IOException {
        String text = Files.readString(file).strip();
        if (!text.startsWith(POINTER)) {
            throw new IOException(file + " does not point to a git directory");
        }
        return file.resolveSibling(text.substring(POINTER.length()).strip());
    }

    /** Worktrees share the configuration of the repository they belong to. */
    private static Path common(Path git) throws IOException {
        Path pointer = git.resolve("commondir");
        return Files.exists(pointer) ? git.resolve(Files.readString(pointer).strip()) : git;
    }
}
