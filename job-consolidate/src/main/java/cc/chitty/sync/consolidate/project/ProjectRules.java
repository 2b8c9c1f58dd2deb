package cc.chitty.sync.consolidate.project;

import cc.chitty.sync.consolidate.source.SessionFacts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the project of agent sessions and todos. Remembers what it found for a directory, so it lives for one chunk. */
public final class ProjectRules {

    /** The project of a todo of which nothing else is known. */
    public static final String GENERAL = "general";

    /** The one project where todos are told apart by content alone. */
    private static final String ALL = "all";

    private final ProjectSettings settings;
    private final Map<String, Optional<Project>> byDirectory = new ConcurrentHashMap<>();

    public ProjectRules(ProjectSettings settings) {
        this.settings = settings;
    }

    /**
     * The project of a session, as far as its facts tell it.
     *
     * @param facts the remote already in the form of {@link #remote(String)}
     * @return null where only the todos' contents can tell it
     */
    public @Nullable Project of(SessionFacts facts) {
        if (settings.identity() == ProjectSettings.Identity.CONTENT) {
            return new Project(ALL, Project.Source.REMOTE);
        }
        String directory = facts.directory();
        String remote = facts.remote();
        if (remote != null) {
            return new Project(composed(remote), Project.Source.REMOTE);
        }
        return directory == null
                ? null
                : byDirectory
                        .computeIfAbsent(directory, name -> Optional.ofNullable(at(name)))
                        .orElse(null);
    }

    /** The name of a remote without anything secret that its URL may carry; null where it names no host. */
    public static @Nullable String remote(@Nullable String url) {
        return url == null ? null : RemoteUrl.normalised(url);
    }

    /** The project of one todo whose session's project is unknown. */
    public String of(String content) {
        String lower = content.toLowerCase(Locale.ROOT);
        return settings.keywords().stream().filter(lower::contains).findFirst().orElse(GENERAL);
    }

    private @Nullable Project at(String name) {
        Path directory;
        try {
            directory = Path.of(name);
        } catch (InvalidPathException e) {
            return null; // another system's path, as C:\work on Linux: its todos' contents decide
        }
        if (!directory.isAbsolute() || directory.getFileName() == null) {
            return null;
        }
        Project remote = remote(directory);
        return remote == null
                ? new Project(composed(directory.getFileName().toString()), Project.Source.DIRECTORY)
                : remote;
    }

    private @Nullable Project remote(Path directory) {
        GitDirectory git = GitDirectory.around(directory);
        String url = git == null ? null : git.remote();
        String remote = url == null ? null : RemoteUrl.normalised(url);
        if (git == null || remote == null) {
            return null;
        }
        Path below = git.worktree().relativize(directory);
        boolean inFolder = settings.subFolders() && !below.toString().isEmpty();
        String project = inFolder ? remote + "/" + below.toString().replace('\\', '/') : remote;
        return new Project(composed(project), Project.Source.REMOTE);
    }

    private static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** The words looked for in contents, in this order. */
    public static List<String> defaultKeywords() {
        return List.of("chittyschema", "chittychat", "chittyrouter", "chittycheck", "propertyproof");
    }
}
