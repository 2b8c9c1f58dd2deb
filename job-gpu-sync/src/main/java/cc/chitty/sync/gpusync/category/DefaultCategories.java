package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.category.Category.Kind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.List;
import java.util.stream.Stream;

/** The categories without any settings, in their order. */
final class DefaultCategories {

    /** It has what no other one has of a workspace root. */
    static final String WORKSPACE = "workspace";

    /** A category of a person's own comes after these. */
    static final int ORDER_OF_OTHERS = 70;

    private static final List<String> CONFIG_OF_WORKSPACE =
            List.of(".vscode/", ".cursor/", ".idea/", "*.sublime-project");
    private static final List<String> CACHE =
            List.of("__pycache__/", ".venv/", "*.pyc", "models/", "data/", ".cache/", "dist/", "build/", "*.log");
    /** Directories of other categories or of none, which a scan of a workspace root need not enter. */
    private static final List<String> PRUNED = List.of(".git", "node_modules");

    private static final List<String> PRUNED_OF_WORKSPACE = Stream.concat(
                    PRUNED.stream(), Stream.of("__pycache__", ".venv", ".vscode", ".cursor", ".idea"))
            .toList();

    private DefaultCategories() {}

    static List<Category> all() {
        return List.of(config(), git(), workspace(), sessions(), env(), cache());
    }

    static boolean has(String name) {
        return all().stream().anyMatch(category -> category.name().equals(name));
    }

    private static Category config() {
        List<TreePath> home = paths(
                ".claude/CLAUDE.md",
                ".claude/settings.json",
                ".claude/.cursorrules",
                ".claude/automation",
                ".claude/tools",
                ".claude/commands",
                ".claude/agents",
                ".claude/skills");
        FileRules rules = new FileRules(
                Patterns.of("/.claude/settings.json", ".vscode/*.json", ".cursor/*.json", "*.sublime-project"),
                Patterns.NONE,
                Patterns.NONE,
                Patterns.of("/.claude/settings.json"),
                Patterns.NONE);
        return new Category(
                "config",
                10,
                Kind.FILES,
                home,
                true,
                Patterns.of(CONFIG_OF_WORKSPACE),
                Patterns.NONE,
                Patterns.NONE,
                Patterns.NONE,
                PRUNED,
                false,
                Direction.BOTH,
                rules);
    }

    private static Category git() {
        return new Category(
                "git",
                20,
                Kind.GIT,
                List.of(),
                true,
                Patterns.NONE,
                Patterns.of("node_modules/", ".venv/", ".cache/"),
                Patterns.NONE,
                Patterns.NONE,
                List.of("node_modules", ".venv", ".cache"),
                false,
                Direction.BOTH,
                FileRules.NONE);
    }

    private static Category workspace() {
        Patterns others = Patterns.of("node_modules/", ".git")
                .and(Patterns.of(CONFIG_OF_WORKSPACE))
                .and(Patterns.of(CACHE));
        return new Category(
                WORKSPACE,
                30,
                Kind.FILES,
                List.of(),
                true,
                Patterns.NONE,
                others,
                Patterns.NONE,
                Patterns.NONE,
                PRUNED_OF_WORKSPACE,
                true,
                Direction.BOTH,
                FileRules.NONE);
    }

    private static Category sessions() {
        FileRules rules = new FileRules(
                Patterns.of("/.claude/projects/**/*.jsonl", "/.claude/projects/**/*.json", "/.claude/history.jsonl"),
                Patterns.of("/.claude/projects/**/*.jsonl"),
                Patterns.of("/.claude/history.jsonl"),
                Patterns.of("/.claude/**"),
                Patterns.of("/.claude/history.jsonl"));
        return new Category(
                "sessions",
                40,
                Kind.FILES,
                paths(
                        ".claude/projects",
                        ".claude/todos",
                        ".claude/tasks",
                        ".claude/history.jsonl",
                        ".claude/system/sessions",
                        ".claude/system/todos",
                        ".claude/system/statsig"),
                false,
                Patterns.NONE,
                // the index is legacy and made again by the agent; a lock says what runs on one machine
                Patterns.of("/.claude/projects/*/sessions-index.json", "/.claude/tasks/**/.lock"),
                Patterns.NONE,
                Patterns.NONE,
                List.of(),
                false,
                Direction.BOTH,
                rules);
    }

    private static Category env() {
        FileRules rules = new FileRules(
                Patterns.of("/.zshrc", "/.bashrc", "/.profile", "/.bash_profile", "/.ssh/config"),
                Patterns.NONE,
                Patterns.of("/.zsh_history", "/.bash_history", "/.ssh/known_hosts"),
                Patterns.of("/.zsh_history", "/.bash_history", "/.ssh/**"),
                Patterns.of("/.zsh_history", "/.bash_history"));
        return new Category(
                "env",
                50,
                Kind.FILES,
                paths(
                        ".zshrc",
                        ".bashrc",
                        ".profile",
                        ".bash_profile",
                        ".zsh_history",
                        ".bash_history",
                        ".ssh/config",
                        ".ssh/known_hosts",
                        ".config/git",
                        ".config/nvim",
                        ".config/tmux",
                        ".config/starship.toml",
                        ".local/bin",
                        ".npm-global"),
                false,
                Patterns.NONE,
                Patterns.NONE,
                Patterns.NONE,
                Patterns.NONE,
                List.of(),
                false,
                Direction.BOTH,
                rules);
    }

    private static Category cache() {
        return new Category(
                "cache",
                60,
                Kind.FILES,
                List.of(),
                true,
                Patterns.of(CACHE),
                Patterns.of("node_modules/", ".git"),
                Patterns.NONE,
                Patterns.NONE,
                PRUNED,
                false,
                Direction.BOTH,
                FileRules.NONE);
    }

    private static List<TreePath> paths(String... texts) {
        return Stream.of(texts).map(TreePath::new).toList();
    }
}
