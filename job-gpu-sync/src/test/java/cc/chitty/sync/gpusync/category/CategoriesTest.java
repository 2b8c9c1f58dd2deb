package cc.chitty.sync.gpusync.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.EndpointFacts;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class CategoriesTest {

    private static final FilterSettings FILTERS =
            new FilterSettings(List.of(), DataSize.ofBytes(0), DataSize.ofMegabytes(50));

    @Test
    void without_settings_there_are_six_in_the_order_of_their_transfer() {
        assertThat(Categories.of(Map.of()).ordered())
                .extracting(Category::name)
                .containsExactly("config", "git", "workspace", "sessions", "env", "cache");
    }

    /** Sets of the library have another order in each process, and what has no words of its own another number. */
    @Test
    void what_a_root_is_told_as_is_the_same_in_every_process() {
        List<String> names = List.of("zeta", "node_modules", "alpha", ".git", "target", "build", "dist", "venv");
        Category category = named(Categories.of(Map.of()), "workspace");
        RootFilter filter = new RootFilter(category, Patterns.of(), List.of(), 0, IgnoreFiles.NONE);
        SyncRoot root = new SyncRoot(
                "workspace_code", category, "/a", "/b", List.of(), Set.copyOf(names), Direction.BOTH, filter);
        assertThat(root.toString()).contains(names.stream().sorted().toList().toString());
    }

    @Test
    void one_can_be_dropped_added_limited_and_moved() {
        Categories categories = Categories.of(bound(
                "cache.enabled=false",
                "sessions.direction=push",
                "env.order=5",
                "env.exclude=.npm-global/",
                "notes.paths=~/notes,Documents/plans/"));
        assertThat(categories.ordered())
                .extracting(Category::name)
                .containsExactly("env", "config", "git", "workspace", "sessions", "notes");
        assertThat(named(categories, "sessions").direction()).isEqualTo(Direction.PUSH);
        assertThat(named(categories, "env").excluded()).isEqualTo(Patterns.of(".npm-global/"));
        assertThat(named(categories, "notes").home()).containsExactly(path("notes"), path("Documents/plans"));
        assertThat(categories.has("cache")).isFalse();
        assertThat(categories.has("notes")).isTrue();
    }

    @Test
    void what_is_not_set_of_a_built_in_one_stays() {
        Category before = named(Categories.of(Map.of()), "sessions");
        Category after = named(Categories.of(bound("sessions.rules.secret=/.claude/todos/**")), "sessions");
        assertThat(after.home()).isEqualTo(before.home());
        assertThat(after.rules().corrected()).isEqualTo(before.rules().corrected());
        assertThat(after.rules().secret()).isEqualTo(Patterns.of("/.claude/todos/**"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Notes.paths=a",
                "notes.direction=push",
                "notes.paths=../a",
                "notes.paths=/etc",
                "notes.paths=a/*",
                "config.exclude=/",
                "config.paths=~/"
            })
    void what_makes_no_sense_is_refused(String setting) {
        assertThatThrownBy(() -> Categories.of(bound(setting))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_transcript_is_corrected_appended_and_secret() {
        Category sessions = named(Categories.of(Map.of()), "sessions");
        FileRule transcript = sessions.rules().of(path(".claude/projects/-home-kim-app/9b1c.jsonl"));
        assertThat(transcript).isEqualTo(new FileRule(true, true, false, true, false));
        assertThat(transcript.mode(0644)).isEqualTo(0600);
        FileRule nested = sessions.rules().of(path(".claude/projects/-home-kim-app/9b1c/subagents/agent-1.jsonl"));
        assertThat(nested).isEqualTo(new FileRule(true, true, false, true, false));
        assertThat(sessions.rules().of(path(".claude/history.jsonl")))
                .isEqualTo(new FileRule(true, false, true, true, true));
    }

    @Test
    void a_workspace_root_lies_below_each_home_and_keeps_its_name() {
        List<SyncRoot> roots = roots(
                List.of(new WorkspaceRoot("~/work/code/", null, null), new WorkspaceRoot("/srv/x", "~/x", "srv")),
                Selection.all(FILTERS));
        SyncRoot code = keyed(roots, "workspace_work-code");
        assertThat(code.at(Side.OURS)).isEqualTo("/Users/kim/work/code");
        assertThat(code.at(Side.THEIRS)).isEqualTo("/home/kim/work/code");
        SyncRoot srv = keyed(roots, "cache_srv");
        assertThat(srv.ours()).isEqualTo("/srv/x");
        assertThat(srv.theirs()).isEqualTo("/home/kim/x");
        assertThat(srv.scope(Side.THEIRS).pruned()).contains("node_modules", ".git");
    }

    @Test
    void two_roots_of_one_name_or_in_each_other_are_refused() {
        assertThatThrownBy(() -> roots(
                        List.of(new WorkspaceRoot("~/a/b", null, null), new WorkspaceRoot("~/a-b", null, null)),
                        Selection.all(FILTERS)))
                .hasMessageContaining("a-b");
        assertThatThrownBy(() -> roots(
                        List.of(new WorkspaceRoot("~/a", null, null), new WorkspaceRoot("~/a/b", null, null)),
                        Selection.all(FILTERS)))
                .hasMessageContaining("lies in");
    }

    @Test
    void what_lies_in_the_place_of_another_tree_is_left_out_there() {
        List<WorkspaceRoot> workspaces =
                List.of(new WorkspaceRoot("~/code", null, null), new WorkspaceRoot("~/stuff/work", null, null));
        List<SyncRoot> roots = roots(
                workspaces,
                "notes.paths=~/code/app/notes",
                "stuff.paths=~/stuff,~/docs/inner",
                "docs.paths=~/docs,~/docs/below");
        for (String key : List.of("config_code", "workspace_code", "cache_code")) {
            assertThat(places(roots, key)).as(key).containsExactly(path("app/notes"));
        }
        assertThat(places(roots, "stuff")).containsExactly(path("stuff/work"));
        assertThat(places(roots, "docs")).containsExactly(path("docs/inner"));
        for (String key : List.of("git_code", "workspace_stuff-work", "notes", "config", "sessions", "env")) {
            assertThat(places(roots, key)).as(key).isEmpty();
        }
        assertThat(keyed(roots, "docs").tops()).containsExactly(path("docs"));
        assertThat(roots)
                .extracting(SyncRoot::key)
                .containsSubsequence(
                        "config_code", "workspace_code", "cache_code", "docs", "notes", "stuff", "config_stuff-work");
        SyncRoot code = keyed(roots, "workspace_code");
        Filtered left = code.filter().apply(Listing.of("app/notes/n", "app/notes.md"), Listing.of("app/notes"));
        assertThat(left.ours().keySet()).containsExactly(path("app"), path("app/notes.md"));
        assertThat(left.theirs().keySet()).containsExactly(path("app"));
        assertThat(left.torn()).isEmpty();
    }

    @Test
    void nothing_takes_back_what_another_tree_has() {
        List<WorkspaceRoot> workspaces = List.of(new WorkspaceRoot("~/code", null, null));
        List<SyncRoot> roots =
                roots(workspaces, "notes.paths=~/code/notes", "workspace.exclude=!/notes/", "workspace.named=/notes/");
        assertThat(keyed(roots, "workspace_code")
                        .filter()
                        .apply(Listing.of("notes/n"), Listing.of())
                        .ours())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notes.paths=~/code",
                "notes.paths=~/.zshrc",
                "notes.paths=~/papers/notes",
                "notes.paths=~/data",
                "notes.workspace=true"
            })
    void two_trees_with_one_place_are_refused(String setting) {
        List<WorkspaceRoot> workspaces =
                List.of(new WorkspaceRoot("~/code", null, null), new WorkspaceRoot("~/papers", "~/data/papers", null));
        assertThatThrownBy(() -> roots(workspaces, setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("notes")
                .hasMessageMatching("(?s).*(take it out of one of them|set one of them elsewhere|set 'only').*");
    }

    private static SortedSet<TreePath> places(List<SyncRoot> roots, String key) {
        return keyed(roots, key).filter().elsewhere().places();
    }

    private static List<SyncRoot> roots(List<WorkspaceRoot> workspaces, String... settings) {
        return SyncRoots.of(
                Categories.of(bound(settings)),
                workspaces,
                FILTERS,
                Selection.all(FILTERS),
                facts("/Users/kim"),
                facts("/home/kim"));
    }

    @Test
    void a_profile_narrows_what_a_run_is_about() {
        ProfileSettings profile = new ProfileSettings(
                List.of("config", "sessions"),
                List.of("*.bak"),
                List.of(),
                DataSize.ofKilobytes(1),
                null,
                Direction.PUSH);
        Selection selection = Selection.all(FILTERS).within(profile);
        List<SyncRoot> roots = roots(List.of(new WorkspaceRoot("~/code", null, null)), selection);
        assertThat(roots).extracting(SyncRoot::key).containsExactly("config", "config_code", "sessions");
        assertThat(roots).allSatisfy(root -> assertThat(root.direction()).isEqualTo(Direction.PUSH));
        assertThat(roots.get(0).filter().largest()).isEqualTo(1024);
        Selection pull = new Selection(Set.of(), Set.of(), List.of(), List.of(), 0, Direction.PULL);
        assertThatThrownBy(() -> pull.within(profile)).hasMessageContaining("one way");
    }

    @Test
    void a_category_that_goes_one_way_has_no_part_in_a_run_that_goes_the_other() {
        Categories categories = Categories.of(bound("sessions.direction=push"));
        Selection pull = new Selection(Set.of(), Set.of("cache"), List.of(), List.of(), 0, Direction.PULL);
        assertThat(SyncRoots.of(categories, List.of(), FILTERS, pull, facts("/a"), facts("/b")))
                .extracting(SyncRoot::key)
                .containsExactly("config", "env");
    }

    private static List<SyncRoot> roots(List<WorkspaceRoot> workspaces, Selection selection) {
        return SyncRoots.of(
                Categories.of(Map.of()), workspaces, FILTERS, selection, facts("/Users/kim"), facts("/home/kim"));
    }

    private static SyncRoot keyed(List<SyncRoot> roots, String key) {
        return roots.stream().filter(root -> root.key().equals(key)).findFirst().orElseThrow();
    }

    private static Category named(Categories categories, String name) {
        return categories.ordered().stream()
                .filter(category -> category.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, CategorySettings> bound(String... settings) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            properties.put("categories." + setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("categories", Bindable.mapOf(String.class, CategorySettings.class))
                .get();
    }

    private static EndpointFacts facts(String home) {
        return new EndpointFacts("x", "kim", home, "Linux", Map.of(), Duration.ZERO, EndpointFacts.Sensitivity.FULL);
    }

    private static TreePath path(String text) {
        return new TreePath(text);
    }
}
