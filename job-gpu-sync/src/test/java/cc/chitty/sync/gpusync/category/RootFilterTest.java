package cc.chitty.sync.gpusync.category;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.EndpointFacts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class RootFilterTest {

    private static final FilterSettings FILTERS =
            new FilterSettings(List.of("*.swp"), DataSize.ofBytes(0), DataSize.ofMegabytes(50));
    private static final EndpointFacts OURS = facts("/Users/kim");
    private static final EndpointFacts THEIRS = facts("/home/kim");

    @Test
    void a_credential_or_private_key_is_left_out_unless_it_is_named() {
        Filtered left = root("config", Map.of(), only())
                .filter()
                .apply(
                        Listing.of(
                                ".claude/settings.json",
                                ".claude/tools/.credentials.json",
                                ".claude/tools/id_ed25519",
                                ".claude/tools/id_ed25519.pub",
                                ".claude/tools/server.pem"),
                        Listing.of());
        assertThat(texts(left.ours().keySet()))
                .containsExactly(".claude", ".claude/settings.json", ".claude/tools", ".claude/tools/id_ed25519.pub");
        assertThat(texts(left.ignored()))
                .containsExactly(
                        ".claude/tools/.credentials.json", ".claude/tools/id_ed25519", ".claude/tools/server.pem");

        CategorySettings named = named(".claude/tools/server.pem");
        Filtered more = root("config", Map.of("config", named), only())
                .filter()
                .apply(Listing.of(".claude/tools/server.pem", ".claude/tools/other.pem"), Listing.of());
        assertThat(texts(more.ours().keySet())).contains(".claude/tools/server.pem");
        assertThat(texts(more.ignored())).containsExactly(".claude/tools/other.pem");
    }

    @Test
    void what_one_sides_ignore_files_leave_out_is_left_out_on_both() {
        IgnoreFiles ours = IgnoreFiles.of(Map.of(
                path("app/.gitignore"), bytes("*.tmp\n!keep.tmp\n/out\n"),
                path("app/sub/.gitignore"), bytes("!deep.tmp\n")));
        IgnoreFiles theirs = IgnoreFiles.of(Map.of(path(".chittyignore"), bytes("scratch/\n")));
        RootFilter filter = root("workspace", Map.of(), only()).filter().with(ours.and(theirs));
        Filtered left = filter.apply(
                Listing.of("app/a.tmp", "app/keep.tmp", "app/out/x", "app/sub/deep.tmp", "app/sub/out/x", "b.tmp"),
                Listing.of("scratch/x", "app/scratch", "app/a.tmp"));
        assertThat(texts(left.ours().keySet()))
                .containsExactly(
                        "app", "app/keep.tmp", "app/sub", "app/sub/deep.tmp", "app/sub/out", "app/sub/out/x", "b.tmp");
        assertThat(texts(left.theirs().keySet())).containsExactly("app", "app/scratch");
        assertThat(texts(left.ignored())).containsExactly("app/a.tmp", "app/out", "scratch");
    }

    @Test
    void in_one_directory_the_own_ignore_file_weighs_more_than_that_of_git() {
        IgnoreFiles files = IgnoreFiles.of(Map.of(
                path(".gitignore"), bytes("*.csv\n"),
                path(".chittyignore"), bytes("!small.csv\n")));
        Filtered left = root("workspace", Map.of(), only())
                .filter()
                .with(files)
                .apply(Listing.of("big.csv", "small.csv"), Listing.of());
        assertThat(texts(left.ours().keySet())).containsExactly("small.csv");
    }

    @Test
    void a_file_in_an_ignored_directory_cannot_be_taken_back() {
        IgnoreFiles files = IgnoreFiles.of(Map.of(path(".gitignore"), bytes("out/\n!out/keep\n")));
        Filtered left = root("workspace", Map.of(), only())
                .filter()
                .with(files)
                .apply(Listing.of("out/keep", "a"), Listing.of());
        assertThat(texts(left.ours().keySet())).containsExactly("a");
        assertThat(texts(left.ignored())).containsExactly("out");
    }

    @Test
    void the_cache_has_what_the_workspace_leaves_and_nothing_else() {
        var listing = Listing.of(
                "app/main.py",
                "app/__pycache__/main.pyc",
                "app/.venv/bin/python",
                "app/run.log",
                "empty/",
                "app/node_modules/x/build/y",
                ".vscode/settings.json");
        Filtered workspace = root("workspace", Map.of(), only()).filter().apply(listing, Listing.of());
        Filtered cache = root("cache", Map.of(), only()).filter().apply(listing, Listing.of());
        Filtered config = rootOf("config_code", Map.of(), only()).filter().apply(listing, Listing.of());
        assertThat(texts(workspace.ours().keySet())).containsExactly("app", "app/main.py", "empty");
        assertThat(texts(cache.ours().keySet()))
                .containsExactly(
                        "app",
                        "app/.venv",
                        "app/.venv/bin",
                        "app/.venv/bin/python",
                        "app/__pycache__",
                        "app/__pycache__/main.pyc",
                        "app/run.log");
        assertThat(texts(config.ours().keySet())).containsExactly(".vscode", ".vscode/settings.json");
    }

    @Test
    void of_one_workspace_root_each_path_belongs_to_one_category() {
        CategorySettings docs = new CategorySettings(
                null,
                null,
                null,
                true,
                List.of("docs/", "*.md", "**/.idea/x"),
                List.of("docs/no/"),
                null,
                null,
                null,
                null);
        var listing = Listing.of(
                "app/.idea/app.log",
                "app/.idea/build/x",
                "app/.idea/x",
                "app/dist/.vscode/settings.json",
                "app/dist/a",
                "app/dist/docs/a.log",
                "app/models/.cache/a.pyc",
                "docs/.vscode/x",
                "docs/data/x",
                "docs/no/y",
                "docs/no/y.log",
                "README.md",
                "app/.venv/README.md",
                "build/a.sublime-project",
                "src/a.c");
        for (Map<String, CategorySettings> settings :
                List.of(Map.<String, CategorySettings>of(), Map.of("docs", docs))) {
            Map<String, List<String>> owners = new TreeMap<>();
            for (SyncRoot root : roots(settings, only())) {
                if (root.isWorkspace() && root.category().kind() == Category.Kind.FILES) {
                    root.filter().apply(listing, Listing.of()).ours().forEach((path, entry) -> {
                        if (entry.kind() == EntryKind.FILE) {
                            owners.computeIfAbsent(path.text(), it -> new ArrayList<>())
                                    .add(root.category().name());
                        }
                    });
                }
            }
            assertThat(owners)
                    .allSatisfy((path, names) -> assertThat(names).as(path).hasSize(1));
            boolean own = settings.containsKey("docs");
            assertThat(owners).hasSize(own ? 13 : 15); // what one has and leaves out belongs to none
            assertThat(owners).containsEntry("app/.idea/app.log", List.of("config"));
            assertThat(owners).containsEntry("app/dist/.vscode/settings.json", List.of("config"));
            assertThat(owners).containsEntry("app/dist/a", List.of("cache"));
            assertThat(owners).containsEntry("src/a.c", List.of("workspace"));
            assertThat(owners).containsEntry("docs/data/x", List.of(own ? "docs" : "cache"));
            assertThat(owners).containsEntry("README.md", List.of(own ? "docs" : "workspace"));
            assertThat(owners).containsEntry("app/.idea/x", List.of(own ? "docs" : "config"));
        }
    }

    @Test
    void a_directory_of_another_category_against_a_file_is_told_of() {
        for (String category : List.of("workspace", "cache")) {
            RootFilter filter = root(category, Map.of(), only()).filter();
            var directories = Listing.of("q/models/w.bin", "src/a");
            var files = Listing.of("q/models", "src/a");
            Filtered left = filter.apply(directories, files);
            assertThat(left.torn())
                    .containsExactly(new Filtered.Torn(path("q/models"), EntryKind.DIRECTORY, EntryKind.FILE));
            assertThat(left.torn().get(0).words()).startsWith("a directory here, a file there, ");
            assertThat(filter.apply(files, directories).torn())
                    .containsExactly(new Filtered.Torn(path("q/models"), EntryKind.FILE, EntryKind.DIRECTORY));
            assertThat(texts(left.ours().keySet())).doesNotContain("q/models");
            assertThat(texts(left.theirs().keySet())).doesNotContain("q/models");
        }
        assertThat(torn(Map.of(), "workspace", "node_modules/x", "node_modules"))
                .containsExactly("node_modules");
        assertThat(rootOf("config_code", Map.of(), only())
                        .filter()
                        .apply(Listing.of(".idea/x"), Listing.of(".idea"))
                        .torn())
                .hasSize(1);
        assertThat(torn(Map.of(), "workspace", ".azure/x", ".azure")).containsExactly(".azure");
    }

    @Test
    void what_a_person_leaves_out_or_git_sees_to_or_is_a_conflict_is_not_told_of() {
        CategorySettings excluded =
                new CategorySettings(null, null, null, null, null, List.of("data/"), null, null, null, null);
        assertThat(torn(Map.of("workspace", excluded), "workspace", "data/x", "data"))
                .isEmpty();
        assertThat(torn(Map.of("cache", excluded), "cache", "data/x", "data")).isEmpty();
        FilterSettings filters = new FilterSettings(List.of("data/"), DataSize.ofBytes(0), DataSize.ofMegabytes(50));
        for (String category : List.of("workspace", "cache")) {
            RootFilter filter = new RootFilter(
                    root(category, Map.of(), only()).filter().category(),
                    Patterns.of(filters.exclude()),
                    root(category, Map.of(), only()).filter().chosen(),
                    0,
                    IgnoreFiles.NONE);
            assertThat(filter.apply(Listing.of("data/x"), Listing.of("data")).torn())
                    .isEmpty();
        }
        IgnoreFiles ignores = IgnoreFiles.of(Map.of(path(".gitignore"), bytes("node_modules/\n")));
        assertThat(root("workspace", Map.of(), only())
                        .filter()
                        .with(ignores)
                        .apply(Listing.of("node_modules/x"), Listing.of("node_modules"))
                        .torn())
                .isEmpty();
        assertThat(torn(Map.of(), "workspace", "app/.git/HEAD", "app/.git")).isEmpty();
        assertThat(torn(Map.of(), "workspace", "src/x", "src")).isEmpty();
        assertThat(torn(Map.of(), "cache", "src/x", "src")).isEmpty();
        assertThat(torn(Map.of(), "cache", "models/data/x", "models/data")).isEmpty();
        assertThat(torn(Map.of(), "workspace", "models/data/x", "models/data")).isEmpty();
    }

    private static List<String> torn(
            Map<String, CategorySettings> settings, String category, String ours, String theirs) {
        return root(category, settings, only()).filter().apply(Listing.of(ours), Listing.of(theirs)).torn().stream()
                .map(it -> it.path().text())
                .toList();
    }

    @Test
    void a_directory_that_is_only_passed_is_there_where_something_below_it_is_wanted_on_either_side() {
        Filtered left = root("workspace", Map.of(), only("*.md"))
                .filter()
                .apply(Listing.of("docs/a.md", "src/x.java", "both/"), Listing.of("both/b.md", "docs/", "none/y"));
        assertThat(texts(left.ours().keySet())).containsExactly("both", "docs", "docs/a.md");
        assertThat(texts(left.theirs().keySet())).containsExactly("both", "both/b.md", "docs");
    }

    @Test
    void only_may_name_a_place_of_any_root() {
        assertThat(keys(only("~/code/app"))).containsExactly("config_code", "git_code", "workspace_code", "cache_code");
        assertThat(keys(only("~/.claude/settings.json"))).containsExactly("config");
        assertThat(keys(only("~/.claude/*"))).containsExactly("config", "sessions");
        Filtered left = root("workspace", Map.of(), only("~/code/app/"))
                .filter()
                .apply(Listing.of("app/x", "other/app/x"), Listing.of());
        assertThat(texts(left.ours().keySet())).containsExactly("app", "app/x");
        Filtered all = root("workspace", Map.of(), only("~/code")).filter().apply(Listing.of("x"), Listing.of());
        assertThat(texts(all.ours().keySet())).containsExactly("x");
    }

    @Test
    void only_of_a_run_narrows_that_of_a_profile() {
        ProfileSettings profile = new ProfileSettings(
                List.of(), List.of(), List.of("*.md", "~/.claude/settings.json"), null, null, Direction.BOTH);
        Selection both = only("docs/", "~/code/notes/").within(profile);
        Filtered left = root("workspace", Map.of(), both)
                .filter()
                .apply(Listing.of("docs/a.md", "docs/b.txt", "notes/c.md", "d.md", "e.txt"), Listing.of());
        assertThat(texts(left.ours().keySet())).containsExactly("docs", "docs/a.md", "notes", "notes/c.md");
        Filtered profileAlone = root("workspace", Map.of(), only().within(profile))
                .filter()
                .apply(Listing.of("docs/a.md", "docs/b.txt", "d.md"), Listing.of());
        assertThat(texts(profileAlone.ours().keySet())).containsExactly("d.md", "docs", "docs/a.md");
    }

    @Test
    void a_file_that_is_too_large_on_one_side_is_left_out_on_both() {
        Selection fast = Selection.all(FILTERS).fast(FILTERS);
        Filtered left = root("workspace", Map.of(), fast)
                .filter()
                .apply(Listing.of("a=52428801", "b=52428800"), Listing.of("a=3"));
        assertThat(texts(left.ours().keySet())).containsExactly("b");
        assertThat(left.theirs()).isEmpty();
        assertThat(texts(left.ignored())).containsExactly("a");
        assertThat(texts(left.tooLarge())).containsExactly("a");
    }

    @Test
    void what_the_filters_exclude_a_category_cannot_see() {
        Filtered left = root("workspace", Map.of(), only())
                .filter()
                .apply(Listing.of("a.swp", "a", ".chittysync-stage/x", "app/.git/config"), Listing.of());
        assertThat(texts(left.ours().keySet())).containsExactly("a", "app");
    }

    private static Selection only(String... patterns) {
        Selection all = Selection.all(FILTERS);
        return new Selection(Set.of(), Set.of(), List.of(List.of(patterns)), List.of(), all.largest(), Direction.BOTH);
    }

    private static List<String> keys(Selection selection) {
        return roots(Map.of(), selection).stream().map(SyncRoot::key).toList();
    }

    private static SyncRoot root(String category, Map<String, CategorySettings> settings, Selection selection) {
        return roots(settings, selection).stream()
                .filter(root -> root.category().name().equals(category))
                .findFirst()
                .orElseThrow();
    }

    private static SyncRoot rootOf(String key, Map<String, CategorySettings> settings, Selection selection) {
        return roots(settings, selection).stream()
                .filter(root -> root.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static List<SyncRoot> roots(Map<String, CategorySettings> settings, Selection selection) {
        List<WorkspaceRoot> workspaces = List.of(new WorkspaceRoot("~/code", null, null));
        return SyncRoots.of(Categories.of(settings), workspaces, FILTERS, selection, OURS, THEIRS);
    }

    private static CategorySettings named(String pattern) {
        return new CategorySettings(null, null, null, null, null, null, List.of(pattern), null, null, null);
    }

    private static EndpointFacts facts(String home) {
        return new EndpointFacts("x", "kim", home, "Linux", Map.of(), Duration.ZERO, EndpointFacts.Sensitivity.FULL);
    }

    private static TreePath path(String text) {
        return new TreePath(text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> texts(Collection<TreePath> paths) {
        return paths.stream().map(TreePath::text).collect(Collectors.toList());
    }
}
