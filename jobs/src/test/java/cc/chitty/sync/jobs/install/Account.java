package cc.chitty.sync.jobs.install;

import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.DirectoryTree;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A home directory in which things are installed and taken out. */
final class Account {

    static final Wish ALL = wish(true, true, false);
    static final Wish HOOKS = wish(true, false, false);
    static final Wish MIGRATE = wish(true, false, true);

    private final Path home;
    private final Path jar;

    private Account(Path home, Path jar) {
        this.home = home;
        this.jar = jar;
    }

    /** Its path has what has to be quoted. */
    static Account in(Path temporary) throws IOException {
        Path home = Files.createTempDirectory(temporary, "it's $HOME 100% é ");
        Files.createDirectory(home.resolve(".claude"));
        Files.createDirectory(home.resolve(".codex"));
        Files.createDirectory(home.resolve(".gemini"));
        return new Account(home, Files.writeString(temporary.resolve("a.jar"), "jar"));
    }

    private static Wish wish(boolean hooks, boolean others, boolean migrate) {
        Set<String> commands = Set.of("consolidate", "mcp");
        return new Wish(hooks, Wish.Scheduler.NONE, Set.of(), others, others, migrate, commands);
    }

    Path path(String name) {
        return home.resolve(name);
    }

    Path settings() {
        return path(".claude/settings.json");
    }

    Account with(String name, String text) throws IOException {
        Files.writeString(path(name), text);
        return this;
    }

    Place place() {
        return new Place(StateDirectory.find(Map.of(), home), home, jar, Map.of());
    }

    Ours ours() {
        return new Ours(place());
    }

    Plan plan(Wish wish) {
        return installation().plan(place(), wish);
    }

    List<Problem> install(Wish wish) {
        return installation().carryOut(plan(wish));
    }

    List<Problem> uninstall() {
        return installation().carryOut(installation().removal(place()));
    }

    private Installation installation() {
        return new Installation(place().state());
    }

    /** As after somebody removed it, or on another machine. */
    void loseState() throws IOException {
        DirectoryTree.delete(path(".chittychat"));
    }

    /** Every file outside the state directory with its bytes, every link with where it leads. */
    Map<String, String> tree() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!file.startsWith(path(".chittychat"))) {
                    tree.put(home.relativize(file).toString(), content(file));
                }
            }
        }
        return tree;
    }

    private static String content(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return "-> " + Files.readSymbolicLink(file);
        }
        boolean directory = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
        return directory ? "" : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    /** The settings as JSON. */
    JsonText json() throws IOException {
        return JsonText.parse(Files.readAllBytes(settings()));
    }
}
