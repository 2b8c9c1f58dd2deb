package cc.chitty.sync.gpusync.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint.Scanned;
import cc.chitty.sync.gpusync.peer.Endpoint.StagedContent;
import cc.chitty.sync.gpusync.peer.Outcome.Result;
import cc.chitty.sync.gpusync.peer.Publication.Change;
import cc.chitty.sync.gpusync.peer.Publication.Wanted;
import cc.chitty.sync.kernel.fixture.Mounts;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What every side does when it is looked at, read and written to. */
public abstract class EndpointContract {

    protected static final long T1 = 1_600_000_000_123_456_789L;
    protected static final long T2 = 1_700_000_000_987_654_321L;
    public static final List<String> ODD_NAMES = List.of(
            "a b",
            "line\nbreak",
            "trailing\n",
            "tab\there",
            "'quoted'",
            "\"double\"",
            "$(touch pwned)",
            "`touch pwned`",
            "-rf",
            "--help",
            "~",
            "*",
            "?",
            "[a-z]",
            "a\\b",
            "a;b&c|d",
            "#hash",
            "!bang",
            "%s%n",
            " leading",
            "trailing ",
            "caf\u00e9",
            "cafe\u0301",
            "\u202Ertl",
            "\uD83D\uDE00",
            "x".repeat(255),
            "...",
            "=cmd",
            "{a,b}");

    /** The side; connected once for the test. */
    protected abstract Endpoint endpoint();

    protected abstract Ground ground();

    /** Whether it tells and keeps nanoseconds. */
    protected boolean isPrecise() {
        return true;
    }

    /** Whether it tells a file's inode and its change time. */
    protected boolean tellsInodes() {
        return true;
    }

    /** Whether it tells which directories are another file system. */
    protected boolean tellsMounts() {
        return true;
    }

    /** Mounts an empty file system there; only where that can be done the test goes on. */
    protected void mount(String path) {
        Mounts.small(Path.of(path), 1);
    }

    protected void unmount(String path) {
        Mounts.away(Path.of(path));
    }

    protected String root() {
        return ground().place() + "/root";
    }

    protected String kept() {
        return ground().place() + "/kept";
    }

    protected String at(String path) {
        return root() + "/" + path;
    }

    protected static TreePath path(String text) {
        return new TreePath(text);
    }

    protected long seen(long time) {
        return isPrecise() ? time : time / 1_000_000_000L * 1_000_000_000L;
    }

    protected Scanned scan(String... pruned) {
        Scope scope = new Scope(root(), List.of(), Set.of(pruned));
        return endpoint().scan(List.of(scope), new Interruption()).get(0);
    }

    protected Entry entry(String path) {
        return in(scan().entries(), path);
    }

    /** What is there at a path; something is. */
    protected static Entry in(Map<TreePath, Entry> entries, String path) {
        return Objects.requireNonNull(entries.get(path(path)), path);
    }

    protected static Entry before(Outcome outcome) {
        return Objects.requireNonNull(outcome.before());
    }

    protected String staging() {
        return endpoint().staging(root(), "run-1");
    }

    protected static StagedContent content(String path, String text, int mode, long modified) {
        return new StagedContent(
                path(path), mode, modified, () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    protected static Wanted file(String text, int mode, long modified) {
        return new Wanted(EntryKind.FILE, mode, text.getBytes(StandardCharsets.UTF_8).length, modified, null, false);
    }

    protected static Wanted directory(int mode) {
        return new Wanted(EntryKind.DIRECTORY, mode, 0, Wanted.UNTIMED, null, false);
    }

    protected static Wanted link(String target) {
        return new Wanted(EntryKind.LINK, 0, 0, Wanted.UNTIMED, target, false);
    }

    protected static Change change(String path, @Nullable Entry expected, @Nullable Wanted wanted) {
        return new Change(path(path), expected, wanted);
    }

    protected List<Outcome> publish(Change... changes) {
        return endpoint().publish(new Publication(root(), staging(), kept(), Arrays.asList(changes)));
    }

    /** Stages and publishes one file. */
    protected Outcome bring(String path, @Nullable Entry expected, String text) {
        endpoint().stage(staging(), List.of(content(path, text, 0640, T2)));
        return publish(change(path, expected, file(text, 0640, seen(T2)))).get(0);
    }

    // looking

    @Test
    void a_scan_tells_kinds_modes_sizes_times_and_targets() {
        ground().file(at("dir/plain"), "hello", 0640, T1);
        ground().file(at("dir/empty"), "", 0755, T2);
        ground().directory(at("dir/hollow"), 0711);
        ground().link(at("dir/link"), "../no where");
        Map<TreePath, Entry> entries = scan().entries();
        assertThat(entries.keySet())
                .containsExactly(
                        TreePath.ROOT,
                        path("dir"),
                        path("dir/empty"),
                        path("dir/hollow"),
                        path("dir/link"),
                        path("dir/plain"));
        Entry plain = in(entries, "dir/plain");
        assertThat(plain.kind()).isEqualTo(EntryKind.FILE);
        assertThat(plain.mode()).isEqualTo(0640);
        assertThat(plain.stamp().size()).isEqualTo(5);
        assertThat(plain.stamp().modified()).isEqualTo(seen(T1));
        assertThat(plain.digest()).isNull();
        assertThat(in(entries, "dir/empty").mode()).isEqualTo(0755);
        assertThat(in(entries, "dir/empty").stamp().size()).isZero();
        assertThat(in(entries, "dir/hollow").kind()).isEqualTo(EntryKind.DIRECTORY);
        assertThat(in(entries, "dir/hollow").mode()).isEqualTo(0711);
        assertThat(in(entries, "dir/link").target()).isEqualTo("../no where");
        assertThat(in(entries, "dir/link").mode()).isZero();
        assertThat(plain.stamp().inode() != 0).isEqualTo(tellsInodes());
        assertThat(plain.stamp().changed() != 0).isEqualTo(tellsInodes());
    }

    @Test
    void a_scan_of_odd_names_tells_each_as_it_is() {
        ODD_NAMES.forEach(name -> ground().file(at("d/" + name), name, 0600, T1));
        ODD_NAMES.forEach(name -> ground().file(at(name + "/in"), name, 0600, T1));
        Map<TreePath, Entry> entries = scan().entries();
        for (String name : ODD_NAMES) {
            assertThat(entries).containsKeys(path("d/" + name), path(name), path(name + "/in"));
        }
        assertThat(entries).hasSize(2 + 3 * ODD_NAMES.size());
    }

    @Test
    void links_with_odd_targets_are_told_as_they_are() {
        ground().directory(root(), 0755);
        List<String> targets = List.of("a b", "a -> b", "x\ny", "y\n", "'q'", "$(touch pwned)", "-l", "/etc", "..");
        for (int i = 0; i < targets.size(); i++) {
            ground().link(at("l" + i), targets.get(i));
        }
        Map<TreePath, Entry> entries = scan().entries();
        for (int i = 0; i < targets.size(); i++) {
            assertThat(in(entries, "l" + i).target()).isEqualTo(targets.get(i));
        }
    }

    @Test
    void a_link_to_what_is_no_text_is_there_and_cannot_be_read() throws IOException, InterruptedException {
        Assumptions.assumeTrue(ground() instanceof DiskGround, "a disk that knows bytes");
        ground().directory(root(), 0755);
        new ProcessBuilder("sh", "-c", "ln -s \"$(printf 'to\\377')\" \"$0\"", at("l"))
                .start()
                .waitFor();
        assertThat(in(scan().entries(), "l").kind()).isEqualTo(EntryKind.UNREADABLE);
    }

    @Test
    void a_time_before_1970_is_written_and_read_to_its_fraction() {
        Assumptions.assumeTrue(isPrecise(), "a side that keeps nanoseconds");
        long time = -1_500_000_000L;
        ground().directory(root(), 0755);
        endpoint().stage(staging(), List.of(content("f", "x", 0640, time)));
        List<Outcome> outcomes = publish(
                change("f", null, file("x", 0640, time)),
                change("l", null, new Wanted(EntryKind.LINK, 0, 0, time, "f", false)),
                change("d", null, new Wanted(EntryKind.DIRECTORY, 0755, 0, time, null, false)));
        assertThat(outcomes).allMatch(it -> it.result() == Result.DONE);
        for (String path : List.of("f", "l", "d")) {
            assertThat(ground().modified(at(path))).as(path).isEqualTo(time);
            assertThat(entry(path).stamp().modified()).as(path).isEqualTo(time);
        }
    }

    @Test
    void a_scan_does_not_follow_links() {
        ground().file(ground().place() + "/outside/secret", "s", 0600, T1);
        ground().directory(root(), 0755);
        ground().link(at("out"), ground().place() + "/outside");
        assertThat(scan().entries().keySet()).containsExactly(TreePath.ROOT, path("out"));
    }

    @Test
    void a_root_may_be_a_link() {
        ground().file(ground().place() + "/real/f", "x", 0600, T1);
        ground().link(root(), ground().place() + "/real");
        assertThat(scan().entries().keySet()).containsExactly(TreePath.ROOT, path("f"));
        assertThat(bring("g", null, "new").result()).isEqualTo(Result.DONE);
        assertThat(ground().text(ground().place() + "/real/g")).isEqualTo("new");
    }

    @Test
    void a_note_is_put_read_replaced_and_removed_only_as_it_is_expected() {
        String directory = ground().place() + "/notes it's";
        assertThat(endpoint().note(directory, ".n")).isEmpty();
        assertThat(endpoint().putNote(directory, ".n", "x", bytes("never"))).isFalse();
        assertThat(endpoint().putNote(directory, ".n", null, bytes("a 1\n"))).isTrue();
        assertThat(endpoint().putNote(directory, ".n", null, bytes("never"))).isFalse();
        assertThat(endpoint().note(directory, ".n")).contains("a 1\n");
        assertThat(endpoint().putNote(directory, ".n", "a 1", bytes("never"))).isFalse();
        assertThat(endpoint().putNote(directory, ".n", "a 1\n", bytes("b $(x) '2'\n")))
                .isTrue();
        assertThat(endpoint().note(directory, ".n")).contains("b $(x) '2'\n");
        Scope all = new Scope(directory, List.of(), Set.of());
        Map<TreePath, Entry> entries =
                endpoint().scan(List.of(all), new Interruption()).get(0).entries();
        assertThat(entries.keySet()).containsExactly(TreePath.ROOT, path(".n"));
        assertThat(in(entries, ".n").mode()).isEqualTo(0600);
        assertThat(endpoint().removeNote(directory, ".n", "a 1\n")).isFalse();
        assertThat(endpoint().removeNote(directory, ".n", "b $(x) '2'\n")).isTrue();
        assertThat(endpoint().note(directory, ".n")).isEmpty();
        assertThat(endpoint().removeNote(directory, ".n", "b $(x) '2'\n")).isTrue();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Of a side that makes listings; the others are never still. */
    @Test
    void a_listing_holds_until_anything_is_another() {
        ODD_NAMES.forEach(name -> ground().file(at("d/" + name), name, 0600, T1));
        ground().link(at("d/link"), "x\ny");
        List<Scope> scopes = List.of(
                new Scope(root(), List.of(), Set.of("pruned")),
                new Scope(root(), List.of(path("d/a"), path("d/b")), Set.of()));
        ground().file(at("d/a/one"), "1", 0600, T1);
        ground().file(at("pruned/x"), "1", 0600, T1);
        List<String> listings = listings(scopes);
        boolean tells = !listings.contains("none");
        assertThat(isStill(scopes, listings)).isEqualTo(tells);
        ground().file(at("pruned/x"), "another", 0600, T2);
        assertThat(isStill(scopes, listings)).isEqualTo(tells);
        ground().file(at("d/a/one"), "2", 0600, T2);
        assertThat(isStill(scopes, listings)).isFalse();
        List<String> now = listings(scopes);
        assertThat(isStill(scopes, now)).isEqualTo(tells);
        assertThat(isStill(scopes, List.of(now.get(1), now.get(0)))).isFalse();
        ground().link(at("d/b"), "a");
        assertThat(isStill(scopes, now)).isFalse();
    }

    private List<String> listings(List<Scope> scopes) {
        return endpoint().scan(scopes, new Interruption()).stream()
                .map(scanned -> scanned.listing() == null ? "none" : scanned.listing())
                .toList();
    }

    private boolean isStill(List<Scope> scopes, List<String> listings) {
        return endpoint().isStill(scopes, listings, new Interruption());
    }

    @Test
    void a_root_that_is_not_there_has_nothing_and_an_empty_one_has_itself() {
        assertThat(scan().entries()).isEmpty();
        ground().directory(root(), 0755);
        assertThat(scan().entries().keySet()).containsExactly(TreePath.ROOT);
    }

    @Test
    void only_the_tops_are_told_with_all_below_them() {
        ground().file(at("a/one"), "1", 0600, T1);
        ground().file(at("b/two"), "2", 0600, T1);
        ground().file(at("c"), "3", 0600, T1);
        ground().file(at("d"), "4", 0600, T1);
        Scope scope = new Scope(root(), List.of(path("a"), path("c"), path("gone/below")), Set.of());
        assertThat(endpoint()
                        .scan(List.of(scope), new Interruption())
                        .get(0)
                        .entries()
                        .keySet())
                .containsExactly(path("a"), path("a/one"), path("c"));
    }

    @Test
    void a_top_below_a_link_is_unreadable_and_not_absent() {
        ground().file(ground().place() + "/outside/f", "x", 0600, T1);
        ground().directory(root(), 0755);
        ground().link(at("l"), "../outside");
        Scope scope = new Scope(root(), List.of(path("l/f")), Set.of());
        Map<TreePath, Entry> entries =
                endpoint().scan(List.of(scope), new Interruption()).get(0).entries();
        assertThat(entries.keySet()).containsExactly(path("l/f"));
        assertThat(in(entries, "l/f").kind()).isEqualTo(EntryKind.UNREADABLE);
    }

    @Test
    void pruned_directories_are_left_out_wherever_they_are() {
        ground().file(at("a/.git/HEAD"), "x", 0600, T1);
        ground().file(at("node_modules/m"), "x", 0600, T1);
        ground().file(at("a/b/node_modules/m"), "x", 0600, T1);
        ground().file(at("a/keep*me/x"), "x", 0600, T1);
        ground().file(at("a/b/keep*me"), "x", 0600, T1);
        ground().file(at("a/b/keepXme/x"), "x", 0600, T1);
        assertThat(scan(".git", "node_modules", "keep*me").entries().keySet())
                .containsExactly(
                        TreePath.ROOT,
                        path("a"),
                        path("a/b"),
                        path("a/b/keep*me"),
                        path("a/b/keepXme"),
                        path("a/b/keepXme/x"));
    }

    @Test
    void a_file_or_link_of_a_pruned_name_is_told_and_a_link_is_not_followed() {
        ground().file(at("a/.idea/workspace.xml"), "x", 0600, T1);
        ground().file(at("b/.idea"), "x", 0640, T1);
        ground().link(at("c"), "a");
        ground().link(at("b/node_modules"), "../a");
        Map<TreePath, Entry> entries = scan(".idea", "node_modules", "c").entries();
        assertThat(entries.keySet())
                .containsExactly(
                        TreePath.ROOT, path("a"), path("b"), path("b/.idea"), path("b/node_modules"), path("c"));
        assertThat(in(entries, "b/.idea").mode()).isEqualTo(0640);
        assertThat(in(entries, "b/node_modules").target()).isEqualTo("../a");
    }

    @Test
    void a_path_that_is_too_long_to_be_staged_or_kept_is_unreadable_and_not_entered() {
        String deep = String.join("/", Collections.nCopies(14, "\u00e9" + "d".repeat(197)));
        String longest = deep + "/\u00e9" + "x".repeat(198);
        ground().file(at(longest), "x", 0640, T1);
        ground().file(at(longest + "y"), "x", 0640, T1);
        ground().file(at(deep + "/" + "z".repeat(201) + "/in"), "x", 0640, T1);
        ground().link(at(deep + "/" + "l".repeat(201)), "nowhere");
        ground().file(at(deep + "/" + "pruned".repeat(40) + "/in"), "x", 0640, T1);
        Map<TreePath, Entry> entries = scan("pruned".repeat(40)).entries();
        assertThat(entries).hasSize(1 + 14 + 4);
        assertThat(in(entries, longest).kind()).isEqualTo(EntryKind.FILE);
        for (String path : List.of(longest + "y", deep + "/" + "z".repeat(201), deep + "/" + "l".repeat(201))) {
            assertThat(in(entries, path)).isEqualTo(Entry.tooLong());
        }
        assertThat(Entry.tooLong().kind()).isEqualTo(EntryKind.UNREADABLE);
        List<Scope> scopes = List.of(new Scope(root(), List.of(), Set.of()));
        List<String> listings = listings(scopes);
        assertThat(isStill(scopes, listings)).isEqualTo(!listings.contains("none"));
    }

    @Test
    void single_paths_are_looked_at_without_what_is_below_and_not_through_links() {
        ground().file(at("d/e/f"), "x", 0640, T1);
        ground().link(at("l"), "d");
        ground().link(at("far"), "x".repeat(300));
        ground().file(at("line\nbreak"), "y", 0600, T1);
        Map<TreePath, Entry> looked = endpoint()
                .look(
                        root(),
                        List.of(
                                TreePath.ROOT,
                                path("d"),
                                path("d/e/f"),
                                path("l"),
                                path("l/e"),
                                path("far/e"),
                                path("line\nbreak"),
                                path("d/none"),
                                path("none/at/all"),
                                path("d/e/f/below")));
        Map<TreePath, Entry> scanned = scan().entries();
        assertThat(in(looked, "l/e").kind()).isEqualTo(EntryKind.UNREADABLE);
        Map<TreePath, Entry> others = new LinkedHashMap<>(looked);
        others.remove(path("l/e"));
        assertThat(Objects.requireNonNull(others.remove(path("far/e"))).kind()).isEqualTo(EntryKind.UNREADABLE);
        assertThat(others)
                .containsOnlyKeys(TreePath.ROOT, path("d"), path("d/e/f"), path("l"), path("line\nbreak"))
                .allSatisfy((path, entry) -> assertThat(entry).isEqualTo(scanned.get(path)));
        assertThat(endpoint().look(root() + "/none", List.of(TreePath.ROOT, path("a"))))
                .isEmpty();
    }

    @Test
    void several_scopes_are_answered_in_their_order() {
        ground().file(at("a/f"), "x", 0600, T1);
        ground().file(at("b/g"), "x", 0600, T1);
        List<Scanned> scanned = endpoint()
                .scan(
                        List.of(
                                new Scope(at("b"), List.of(), Set.of()),
                                new Scope(at("none"), List.of(), Set.of()),
                                new Scope(at("a"), List.of(), Set.of())),
                        new Interruption());
        assertThat(scanned).hasSize(3);
        assertThat(scanned.get(0).entries()).containsKey(path("g"));
        assertThat(scanned.get(1).entries()).isEmpty();
        assertThat(scanned.get(2).entries()).containsKey(path("f"));
    }

    @Test
    void a_raised_interruption_ends_a_scan() {
        ground().file(at("a/f"), "x", 0600, T1);
        Interruption raised = new Interruption();
        raised.raise();
        List<Scope> scopes = List.of(new Scope(root(), List.of(), Set.of()));
        assertThatThrownBy(() -> endpoint().scan(scopes, raised)).isInstanceOf(Failure.class);
    }

    // reading

    @Test
    void digests_are_those_of_the_contents_and_only_of_files() {
        ODD_NAMES.forEach(name -> ground().file(at("d/" + name), "content of " + name, 0600, T1));
        ground().file(at("empty"), "", 0600, T1);
        ground().link(at("link"), "empty");
        List<TreePath> asked = new ArrayList<>(List.of(path("empty"), path("link"), path("gone"), path("d")));
        ODD_NAMES.forEach(name -> asked.add(path("d/" + name)));
        Map<TreePath, Digest> digests = endpoint().digests(root(), asked, new Interruption());
        assertThat(digests).hasSize(1 + ODD_NAMES.size());
        assertThat(digests.get(path("empty"))).isEqualTo(digest(""));
        for (String name : ODD_NAMES) {
            assertThat(digests.get(path("d/" + name))).isEqualTo(digest("content of " + name));
        }
    }

    protected static Digest digest(String text) {
        return Digest.of(LocalContents.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void nothing_is_read_through_a_link() {
        ground().file(ground().place() + "/outside/secret", "s", 0600, T1);
        ground().directory(root(), 0755);
        ground().link(at("out"), "../outside");
        ground().link(at("direct"), "../outside/secret");
        List<TreePath> asked = List.of(path("out/secret"), path("direct"));
        assertThat(endpoint().digests(root(), asked, new Interruption())).isEmpty();
        endpoint()
                .read(root(), asked, (path, entry, content) -> assertThat(path).isNull());
    }

    @Test
    void files_are_read_in_the_order_asked_for_and_need_not_be_read_to_their_end() {
        String large = "0123456789".repeat(100_000);
        ground().file(at("large"), large, 0600, T1);
        ground().file(at("b/" + ODD_NAMES.get(1)), "odd", 0640, T2);
        ground().file(at("a"), "", 0600, T1);
        Map<TreePath, String> read = new LinkedHashMap<>();
        List<TreePath> asked = List.of(path("large"), path("gone"), path("b/" + ODD_NAMES.get(1)), path("a"));
        endpoint().read(root(), asked, (path, entry, content) -> {
            int most = path.text().equals("large") ? 10 : Integer.MAX_VALUE;
            read.put(path, new String(content.readNBytes(most), StandardCharsets.UTF_8));
            assertThat(entry.kind()).isEqualTo(EntryKind.FILE);
            assertThat(entry.stamp().size())
                    .isEqualTo(
                            path.text().equals("large")
                                    ? 1_000_000
                                    : read.get(path).length());
        });
        assertThat(read.keySet()).containsExactly(path("large"), path("b/" + ODD_NAMES.get(1)), path("a"));
        assertThat(read.values()).containsExactly("0123456789", "odd", "");
    }

    // staging

    @Test
    void a_staging_directory_is_private_and_stays_until_it_is_discarded() {
        ground().directory(root(), 0755);
        String staging = staging();
        assertThat(ground().mode(staging)).isEqualTo(0700);
        endpoint().stage(staging, List.of(content("a/f", "x", 0644, T1)));
        assertThat(staging()).isEqualTo(staging);
        assertThat(ground().text(staging + "/a/f")).isEqualTo("x");
        assertThat(ground().mode(staging + "/a/f")).isEqualTo(0644);
        assertThat(ground().modified(staging + "/a/f")).isEqualTo(seen(T1));
        endpoint().discard(staging);
        assertThat(ground().kind(staging)).isNull();
        endpoint().discard(staging);
    }

    @Test
    void what_runs_have_left_goes_from_all_places_and_nothing_else() {
        ground().file(at("f"), "x", 0600, T1);
        List<String> runs = List.of("sync-20261128T010203.004Z-7-1", "sync-20251128T010203.004Z-6-2001");
        for (String run : runs) {
            endpoint().stage(endpoint().staging(root(), run), List.of(content("a/f", run, 0644, T1)));
        }
        String place = endpoint().staging(root(), runs.get(0)).replaceFirst("/[^/]*$", "");
        ground().file(place + "/other/f", "not of a run", 0600, T1);
        String parts = endpoint().staging(root(), Parts.DIRECTORY);
        String others = endpoint().staging(root() + "/other", Parts.DIRECTORY);
        endpoint().discardLeft(Set.of(root()), new Interruption());
        endpoint().discardLeft(Set.of(root()), new Interruption());
        assertThat(ground().kind(parts)).isNull();
        assertThat(ground().kind(others)).isEqualTo(EntryKind.DIRECTORY);
        assertThat(ground().text(place + "/other/f")).isEqualTo("not of a run");
        assertThat(ground().text(at("f"))).isEqualTo("x");
        for (String run : runs) {
            String again = endpoint().staging(root(), run);
            assertThat(again).startsWith(place + "/");
            assertThat(ground().kind(again + "/a")).isNull();
            endpoint().discard(again);
        }
    }

    @Test
    void only_staging_directories_are_discarded() {
        ground().file(at("f"), "x", 0600, T1);
        for (String other : List.of(root(), root() + "/" + StagingPlace.NAME, staging() + "/../..", "/")) {
            assertThatThrownBy(() -> endpoint().discard(other)).as(other).isInstanceOf(Failure.class);
        }
        assertThat(ground().text(at("f"))).isEqualTo("x");
    }

    @Test
    void what_is_staged_again_replaces_what_was_staged() {
        endpoint().stage(staging(), List.of(content("f", "a longer first attempt", 0600, T1)));
        endpoint().stage(staging(), List.of(content("f", "second", 0644, T2)));
        assertThat(ground().text(staging() + "/f")).isEqualTo("second");
    }

    // publishing

    @Test
    void a_new_file_gets_its_content_its_mode_and_its_time() {
        Outcome outcome = bring("a/b/new", null, "content");
        assertThat(outcome.trouble()).isNull();
        assertThat(outcome.result()).isEqualTo(Result.DONE);
        assertThat(outcome.before()).isNull();
        assertThat(ground().text(at("a/b/new"))).isEqualTo("content");
        assertThat(ground().mode(at("a/b/new"))).isEqualTo(0640);
        assertThat(ground().modified(at("a/b/new"))).isEqualTo(seen(T2));
        assertThat(outcome.now()).isEqualTo(entry("a/b/new"));
        assertThat(ground().kind(staging() + "/a/b/new")).isNull();
    }

    @Test
    void what_is_replaced_is_kept_as_it_was() {
        ground().file(at("a/f"), "old", 0604, T1);
        Entry old = entry("a/f");
        Outcome outcome = bring("a/f", old, "new");
        assertThat(outcome.result()).isEqualTo(Result.DONE);
        assertThat(outcome.before()).isEqualTo(old);
        assertThat(ground().text(at("a/f"))).isEqualTo("new");
        assertThat(ground().text(kept() + "/a/f")).isEqualTo("old");
        assertThat(ground().mode(kept() + "/a/f")).isEqualTo(0604);
        assertThat(ground().modified(kept() + "/a/f"))
                .isEqualTo(seen(T1) == T1 ? T1 : ground().modified(kept() + "/a/f"));
        assertThat(ground().mode(kept() + "/a")).isEqualTo(0700);
    }

    @Test
    void what_is_kept_of_a_file_with_a_second_name_does_not_change_with_that_one() throws IOException {
        Assumptions.assumeTrue(
                ground() instanceof DiskGround && tellsInodes(), "a side with second names, and that tells them");
        ground().file(at("f"), "old", 0604, T1);
        Path second = Files.createLink(Path.of(at("second")), Path.of(at("f")));
        assertThat(bring("f", entry("f"), "new").result()).isEqualTo(Result.DONE);
        Files.writeString(second, "written in place");
        assertThat(ground().text(kept() + "/f")).isEqualTo("old");
        assertThat(ground().modified(kept() + "/f")).isEqualTo(seen(T1));
    }

    @Test
    void a_copy_into_the_snapshot_writes_over_nothing_that_is_kept() throws IOException {
        Assumptions.assumeTrue(ground() instanceof DiskGround, "a side with second names");
        List<String> names = List.of(".part", ".1.part", "f.part", "x");
        for (String name : names) {
            ground().file(at(name), "old " + name, 0644, T1);
        }
        Path second = Files.createLink(Path.of(at("elsewhere")), Path.of(at("x")));
        List<Outcome> outcomes = publish(
                names.stream().map(name -> change(name, entry(name), null)).toArray(Change[]::new));
        assertThat(outcomes).allMatch(it -> it.result() == Result.DONE);
        for (String name : names) {
            assertThat(ground().text(kept() + "/" + name)).isEqualTo("old " + name);
        }
        assertThat(second).hasContent("old x");
    }

    @Test
    void what_changed_meanwhile_is_left_alone() {
        ground().file(at("f"), "old", 0644, T1);
        Entry old = entry("f");
        ground().file(at("f"), "mine", 0644, T1 + 5_000_000_000L);
        Outcome outcome = bring("f", old, "new");
        assertThat(outcome.result()).isEqualTo(Result.CHANGED_MEANWHILE);
        assertThat(ground().text(at("f"))).isEqualTo("mine");
        assertThat(outcome.now()).isEqualTo(entry("f"));
    }

    @Test
    void a_change_that_keeps_size_and_time_is_seen_by_the_inode() {
        Assumptions.assumeTrue(tellsInodes() && isPrecise(), "this side tells no inodes, or their times in seconds");
        ground().file(at("f"), "old", 0644, T1);
        Entry old = entry("f");
        ground().file(at("f"), "NEW", 0644, T1);
        assertThat(bring("f", old, "x").result()).isEqualTo(Result.CHANGED_MEANWHILE);
        assertThat(ground().text(at("f"))).isEqualTo("NEW");
    }

    @Test
    void what_appeared_or_vanished_meanwhile_is_left_so() {
        ground().file(at("f"), "old", 0644, T1);
        Entry old = entry("f");
        ground().remove(at("f"));
        ground().file(at("g"), "appeared", 0644, T1);
        ground().directory(at("h"), 0755);
        assertThat(bring("f", old, "new").result()).isEqualTo(Result.CHANGED_MEANWHILE);
        assertThat(bring("g", null, "new").result()).isEqualTo(Result.CHANGED_MEANWHILE);
        assertThat(bring("h", null, "new").result()).isEqualTo(Result.CHANGED_MEANWHILE);
        assertThat(ground().kind(at("f"))).isNull();
        assertThat(ground().text(at("g"))).isEqualTo("appeared");
        assertThat(ground().kind(at("h"))).isEqualTo(EntryKind.DIRECTORY);
    }

    @Test
    void a_file_a_link_and_an_empty_directory_are_removed_and_kept() {
        ground().file(at("d/f"), "old", 0600, T1);
        ground().link(at("d/l"), "f");
        Map<TreePath, Entry> seen = scan().entries();
        List<Outcome> outcomes = publish(
                change("d/f", seen.get(path("d/f")), null),
                change("d/l", seen.get(path("d/l")), null),
                change("d", seen.get(path("d")), null));
        assertThat(outcomes).allMatch(it -> it.result() == Result.DONE).allMatch(it -> it.now() == null);
        assertThat(scan().entries().keySet()).containsExactly(TreePath.ROOT);
        assertThat(ground().text(kept() + "/d/f")).isEqualTo("old");
        assertThat(ground().target(kept() + "/d/l")).isEqualTo("f");
    }

    @Test
    void a_directory_that_is_not_empty_is_not_removed() {
        ground().file(at("d/f"), "x", 0600, T1);
        Outcome outcome = publish(change("d", entry("d"), null)).get(0);
        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(outcome.trouble()).isNotEmpty();
        assertThat(ground().text(at("d/f"))).isEqualTo("x");
    }

    @Test
    void directories_are_made_with_their_modes_and_get_new_ones() {
        ground().directory(at("old"), 0755);
        List<Outcome> outcomes = publish(
                change("new", null, directory(0750)),
                change("new/below", null, directory(0700)),
                change("old", entry("old"), directory(0711)));
        assertThat(outcomes).allMatch(it -> it.result() == Result.DONE);
        assertThat(ground().mode(at("new"))).isEqualTo(0750);
        assertThat(ground().mode(at("new/below"))).isEqualTo(0700);
        assertThat(ground().mode(at("old"))).isEqualTo(0711);
        assertThat(before(outcomes.get(2)).mode()).isEqualTo(0755);
    }

    @Test
    void what_is_there_keeps_its_bits_beyond_permissions_when_it_gets_a_mode_or_a_time() throws IOException {
        Assumptions.assumeTrue(ground() instanceof DiskGround, "a disk that knows them");
        ground().directory(at("shared"), 0775);
        ground().directory(at("drop"), 0777);
        ground().file(at("f"), "x", 0755, T1);
        Map<String, Integer> before = Map.of("shared", 02775, "drop", 01777, "f", 04755);
        for (Map.Entry<String, Integer> it : before.entrySet()) {
            Files.setAttribute(Path.of(at(it.getKey())), "unix:mode", it.getValue());
        }
        long time = seen(T2);
        List<Outcome> outcomes = publish(
                change("shared", entry("shared"), new Wanted(EntryKind.DIRECTORY, 0775, 0, time, null, false)),
                change("drop", entry("drop"), new Wanted(EntryKind.DIRECTORY, 0715, 0, time, null, false)),
                change("f", entry("f"), new Wanted(EntryKind.FILE, 0610, 1, T1, null, true)));
        assertThat(outcomes).allMatch(it -> it.result() == Result.DONE);
        assertThat(bits("shared")).isEqualTo(02775);
        assertThat(bits("drop")).isEqualTo(01715);
        assertThat(bits("f")).isEqualTo(04610);
        assertThat(ground().modified(at("shared"))).isEqualTo(time);
    }

    @Test
    void a_file_that_comes_back_gets_its_bits_beyond_permissions_from_what_was_kept() throws IOException {
        Assumptions.assumeTrue(ground() instanceof DiskGround, "a disk that knows them");
        String back = ground().place() + "/back";
        ground().directory(at("d"), 0755);
        List<Change> changes = new ArrayList<>();
        List<StagedContent> contents = new ArrayList<>();
        Map<String, Integer> before = Map.of("d/ it's", 06751, "d/plain", 0640, "sticky", 01644);
        for (Map.Entry<String, Integer> it : before.entrySet()) {
            int mode = it.getValue() & 0777;
            ground().file(back + "/" + it.getKey(), "old", mode, T1);
            Files.setAttribute(Path.of(back + "/" + it.getKey()), "unix:mode", it.getValue());
            contents.add(content(it.getKey(), "old", mode, T1));
            changes.add(change(it.getKey(), null, file("old", mode, seen(T1))));
        }
        endpoint().stage(staging(), contents);
        assertThat(endpoint().publish(new Publication(root(), staging(), kept(), back, changes)))
                .allMatch(it -> it.result() == Result.DONE);
        for (Map.Entry<String, Integer> it : before.entrySet()) {
            assertThat(bits(it.getKey())).as(it.getKey()).isEqualTo(it.getValue());
        }
    }

    private int bits(String path) throws IOException {
        return (int) Files.getAttribute(Path.of(at(path)), "unix:mode") & 07777;
    }

    @Test
    void a_directory_and_a_link_get_the_first_moment_of_1970_like_any_other_time() {
        ground().directory(at("old"), 0755);
        List<Outcome> outcomes = publish(
                change("old", entry("old"), new Wanted(EntryKind.DIRECTORY, 0755, 0, 0, null, false)),
                change("new", null, new Wanted(EntryKind.DIRECTORY, 0755, 0, 0, null, false)),
                change("l", null, new Wanted(EntryKind.LINK, 0, 0, 0, "new", false)));
        assertThat(outcomes).allMatch(it -> it.result() == Result.DONE);
        for (String path : List.of("old", "new", "l")) {
            assertThat(ground().modified(at(path))).as(path).isZero();
        }
    }

    /** As root nothing is in the way; a disk in memory and any other account heed what the owner may. */
    @Test
    void a_directory_that_is_opened_first_can_be_changed_in_the_same_publication() {
        for (String file : List.of("f", "gone", "sub/deep")) {
            ground().file(at("d/" + file), "old", 0444, T1);
        }
        ground().directory(at("d/sub"), 0555);
        ground().directory(at("d"), 0555);
        Map<TreePath, Entry> seen = scan().entries();
        endpoint()
                .stage(
                        staging(),
                        List.of(content("d/f", "new", 0444, seen(T2)), content("d/new", "new", 0444, seen(T2))));
        Wanted opened = new Wanted(EntryKind.DIRECTORY, 0755, 0, Wanted.UNTIMED, null, true);
        Wanted closed = new Wanted(EntryKind.DIRECTORY, 0555, 0, Wanted.UNTIMED, null, true);
        assertThat(publish(
                        change("d", in(seen, "d"), opened),
                        change("d/f", in(seen, "d/f"), file("new", 0444, seen(T2))),
                        change("d/new", null, file("new", 0444, seen(T2))),
                        change("d/link", null, link("f")),
                        change("d/gone", in(seen, "d/gone"), null),
                        change("d/sub", in(seen, "d/sub"), opened),
                        change("d/sub/deep", in(seen, "d/sub/deep"), null)))
                .allMatch(it -> it.result() == Result.DONE);
        assertThat(publish(change("d/sub", in(seen, "d/sub"), null), change("d", in(seen, "d"), closed)))
                .allMatch(it -> it.result() == Result.DONE);
        assertThat(scan().entries().keySet())
                .containsExactlyInAnyOrder(TreePath.ROOT, path("d"), path("d/f"), path("d/link"), path("d/new"));
        assertThat(ground().mode(at("d"))).isEqualTo(0555);
        ground().directory(at("d"), 0755);
    }

    @Test
    void links_are_made_and_replaced() {
        ground().directory(root(), 0755);
        ground().link(at("old"), "one");
        ground().file(at("file"), "was a file", 0600, T1);
        List<Outcome> outcomes = publish(
                change("new -> x", null, link("a 'b'\n$(touch pwned)")),
                change("old", entry("old"), link("-two")),
                change("file", entry("file"), link("three")));
        assertThat(outcomes).allMatch(it -> it.result() == Result.DONE);
        assertThat(ground().target(at("new -> x"))).isEqualTo("a 'b'\n$(touch pwned)");
        assertThat(ground().target(at("old"))).isEqualTo("-two");
        assertThat(ground().target(at("file"))).isEqualTo("three");
        assertThat(ground().target(kept() + "/old")).isEqualTo("one");
        assertThat(ground().text(kept() + "/file")).isEqualTo("was a file");
    }

    @Test
    void a_link_gets_the_time_that_is_wanted_and_what_it_points_to_keeps_its_own() {
        ground().file(at("file"), "x", 0600, T1);
        ground().link(at("old"), "file");
        Wanted timed = new Wanted(EntryKind.LINK, 0, 0, T2, "file", false);
        Wanted another = new Wanted(EntryKind.LINK, 0, 0, T2, "./file", false);
        List<Outcome> outcomes = publish(change("new", null, timed), change("old", entry("old"), another));
        assertThat(outcomes).allMatch(it -> it.result() == Result.DONE);
        assertThat(ground().modified(at("new"))).isEqualTo(seen(T2));
        assertThat(ground().modified(at("old"))).isEqualTo(seen(T2));
        assertThat(ground().modified(at("file"))).isEqualTo(T1);
    }

    @Test
    void a_link_to_a_directory_is_replaced_itself_and_not_what_it_points_to() {
        ground().file(ground().place() + "/outside/f", "theirs", 0600, T1);
        ground().directory(root(), 0755);
        ground().link(at("l"), "../outside");
        Outcome outcome = bring("l", entry("l"), "a file now");
        assertThat(outcome.result()).isEqualTo(Result.DONE);
        assertThat(ground().text(at("l"))).isEqualTo("a file now");
        assertThat(ground().text(ground().place() + "/outside/f")).isEqualTo("theirs");
        assertThat(ground().kind(ground().place() + "/outside/l")).isNull();
    }

    @Test
    void a_file_becomes_a_directory_and_a_directory_a_file() {
        ground().file(at("f"), "was a file", 0600, T1);
        ground().file(at("d/in"), "inner", 0600, T1);
        Map<TreePath, Entry> seen = scan().entries();
        endpoint().stage(staging(), List.of(content("f/in", "in f", 0600, T2), content("d", "file d", 0600, T2)));
        List<Outcome> outcomes = publish(
                change("d/in", seen.get(path("d/in")), null),
                change("d", seen.get(path("d")), file("file d", 0600, seen(T2))),
                change("f", seen.get(path("f")), directory(0755)),
                change("f/in", null, file("in f", 0600, seen(T2))));
        assertThat(outcomes).allMatch(it -> it.result() == Result.DONE);
        assertThat(ground().text(at("f/in"))).isEqualTo("in f");
        assertThat(ground().text(at("d"))).isEqualTo("file d");
        assertThat(ground().text(kept() + "/f")).isEqualTo("was a file");
        assertThat(ground().text(kept() + "/d/in")).isEqualTo("inner");
    }

    @Test
    void a_mode_alone_is_changed_without_a_content() {
        ground().file(at("f"), "same", 0644, T1);
        Wanted wanted = new Wanted(EntryKind.FILE, 0755, 4, T1, null, true);
        Outcome outcome = publish(change("f", entry("f"), wanted)).get(0);
        assertThat(outcome.result()).isEqualTo(Result.DONE);
        assertThat(before(outcome).mode()).isEqualTo(0644);
        assertThat(ground().mode(at("f"))).isEqualTo(0755);
        assertThat(ground().text(at("f"))).isEqualTo("same");
        assertThat(ground().modified(at("f"))).isEqualTo(T1);
    }

    @Test
    void what_is_not_staged_or_has_another_size_is_not_published() {
        ground().file(at("f"), "old", 0644, T1);
        Entry old = entry("f");
        Outcome missing = publish(change("f", old, file("new", 0644, T2))).get(0);
        assertThat(missing.result()).isEqualTo(Result.FAILED);
        endpoint().stage(staging(), List.of(content("f", "torn", 0644, T2)));
        Outcome torn =
                publish(change("f", old, file("torn and more", 0644, T2))).get(0);
        assertThat(torn.result()).isEqualTo(Result.FAILED);
        assertThat(torn.trouble()).contains("4 bytes");
        assertThat(ground().text(at("f"))).isEqualTo("old");
    }

    @Test
    void a_publication_may_be_repeated() {
        ground().file(at("f"), "old", 0644, T1);
        ground().file(at("gone"), "removed", 0644, T1);
        Map<TreePath, Entry> seen = scan().entries();
        endpoint().stage(staging(), List.of(content("f", "new", 0640, T2), content("n/new", "n", 0600, T2)));
        Change[] changes = {
            change("f", seen.get(path("f")), file("new", 0640, seen(T2))),
            change("gone", seen.get(path("gone")), null),
            change("n", null, directory(0755)),
            change("n/l", null, link("new")),
            change("n/new", null, file("n", 0600, seen(T2)))
        };
        List<Outcome> first = publish(changes);
        assertThat(first).allMatch(it -> it.result() == Result.DONE);
        List<Outcome> second = publish(changes);
        assertThat(second).allMatch(it -> it.result() == Result.DONE);
        assertThat(ground().text(at("f"))).isEqualTo("new");
        assertThat(ground().text(kept() + "/f")).isEqualTo("old");
        assertThat(ground().text(kept() + "/gone")).isEqualTo("removed");
        assertThat(before(second.get(0)).stamp().size()).isEqualTo(3);
    }

    @Test
    void an_attempt_that_was_killed_after_it_had_kept_goes_on() {
        ground().file(at("f"), "old", 0644, T1);
        Entry old = entry("f");
        ground().directory(kept(), 0700);
        ground().file(kept() + "/f", "old", 0644, T1);
        Outcome outcome = bring("f", old, "new");
        assertThat(outcome.result()).isEqualTo(Result.DONE);
        assertThat(ground().text(kept() + "/f")).isEqualTo("old");
    }

    @Test
    void what_is_kept_is_never_overwritten() {
        ground().file(at("f"), "third", 0644, T2);
        ground().file(kept() + "/f", "first", 0644, T1);
        Outcome outcome = bring("f", entry("f"), "fourth");
        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(ground().text(at("f"))).isEqualTo("third");
        assertThat(ground().text(kept() + "/f")).isEqualTo("first");
    }

    @Test
    void a_parent_that_became_a_link_is_not_followed() {
        ground().file(at("d/f"), "old", 0644, T1);
        ground().file(ground().place() + "/outside/f", "theirs", 0644, T1);
        Entry old = entry("d/f");
        Entry directory = entry("d");
        ground().remove(at("d"));
        ground().link(at("d"), "../outside");
        endpoint().stage(staging(), List.of(content("d/new", "n", 0600, T2), content("d/f", "n", 0600, T2)));
        List<Outcome> outcomes = publish(
                change("d", directory, directory(0700)),
                change("d/new", null, file("n", 0600, seen(T2))),
                change("d/f", old, file("n", 0600, seen(T2))),
                change("d/sub", null, directory(0755)),
                change("d/l", null, link("x")),
                change("d/f", old, null));
        assertThat(outcomes.subList(0, 5)).noneMatch(it -> it.result() == Result.DONE);
        assertThat(ground().text(ground().place() + "/outside/f")).isEqualTo("theirs");
        for (String name : List.of("new", "sub", "l")) {
            assertThat(ground().kind(ground().place() + "/outside/" + name)).isNull();
        }
        assertThat(ground().kind(at("d"))).isEqualTo(EntryKind.LINK);
    }

    @Test
    void odd_names_are_published_as_they_are() {
        List<Change> changes = new ArrayList<>();
        List<StagedContent> contents = new ArrayList<>();
        ground().directory(root(), 0755);
        for (String name : ODD_NAMES) {
            ground().file(at("old/" + name), "old " + name, 0600, T1);
        }
        Map<TreePath, Entry> seen = scan().entries();
        for (String name : ODD_NAMES) {
            changes.add(change(name, null, directory(0755)));
            changes.add(change(name + "/" + name, null, file("new " + name, 0600, seen(T2))));
            contents.add(content(name + "/" + name, "new " + name, 0600, T2));
            changes.add(change("old/" + name, seen.get(path("old/" + name)), file("newer " + name, 0600, seen(T2))));
            contents.add(content("old/" + name, "newer " + name, 0600, T2));
        }
        endpoint().stage(staging(), contents);
        List<Outcome> outcomes = publish(changes.toArray(Change[]::new));
        assertThat(outcomes).allSatisfy(it -> assertThat(it.trouble()).isNull());
        for (String name : ODD_NAMES) {
            assertThat(ground().text(at(name + "/" + name))).isEqualTo("new " + name);
            assertThat(ground().text(at("old/" + name))).isEqualTo("newer " + name);
            assertThat(ground().text(kept() + "/old/" + name)).isEqualTo("old " + name);
        }
        assertThat(scan().entries()).hasSize(2 + 3 * ODD_NAMES.size()).doesNotContainKey(path("pwned"));
    }

    @Test
    void many_changes_are_answered_in_their_order() {
        List<Change> changes = new ArrayList<>();
        List<StagedContent> contents = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            String name = "d" + i % 30 + "/f" + i;
            contents.add(content(name, "content " + i, i % 2 == 0 ? 0600 : 0755, T2));
            changes.add(change(name, null, file("content " + i, i % 2 == 0 ? 0600 : 0755, seen(T2))));
        }
        endpoint().stage(staging(), contents);
        List<Outcome> outcomes = publish(changes.toArray(Change[]::new));
        assertThat(outcomes).allMatch(it -> it.result() == Result.DONE);
        assertThat(outcomes.stream().map(Outcome::path))
                .containsExactlyElementsOf(changes.stream().map(Change::path).toList());
        Map<TreePath, Entry> seen = scan().entries();
        outcomes.forEach(it -> assertThat(it.now()).isEqualTo(seen.get(it.path())));
    }

    @Test
    void a_publication_of_nothing_does_nothing() {
        assertThat(publish()).isEmpty();
    }

    @Test
    void a_directory_that_is_another_file_system_is_told_while_it_is_one() {
        ground().directory(at("a/m/below"), 0755);
        Scanned before = scan();
        mount(at("a/m"));
        try {
            ground().file(at("a/m/d/f"), "x", 0644, T1);
            ground().directory(at("a/z"), 0755);
            Scanned mounted = scan();
            assertThat(mounted.entries()).containsKey(path("a/m/d/f")).doesNotContainKey(path("a/m/below"));
            assertThat(mounted.mounts()).isEqualTo(tellsMounts() ? and(before.mounts(), path("a/m")) : null);
            assertThat(scan("m").mounts()).isEqualTo(before.mounts());
        } finally {
            unmount(at("a/m"));
        }
        Scanned after = scan();
        assertThat(after.mounts()).isEqualTo(before.mounts());
        assertThat(after.mounts() != null).isEqualTo(tellsMounts());
    }

    private static Set<TreePath> and(@Nullable Set<TreePath> mounts, TreePath more) {
        Set<TreePath> all = new TreeSet<>(Objects.requireNonNull(mounts));
        all.add(more);
        return all;
    }

    @Test
    void a_root_or_what_tops_lie_in_may_be_another_file_system() {
        ground().directory(root(), 0755);
        mount(root());
        try {
            ground().file(at("a/b/f"), "x", 0644, T1);
            ground().directory(at("c"), 0755);
            mount(at("a"));
            try {
                ground().file(at("a/b/f"), "y", 0644, T1);
                Scope tops = new Scope(root(), List.of(path("a/b"), path("c"), path("none/at/all")), Set.of());
                Scope whole = new Scope(root(), List.of(), Set.of());
                Set<TreePath> both = Set.of(TreePath.ROOT, path("a"));
                assertThat(endpoint().scan(List.of(tops, whole, tops), new Interruption()))
                        .hasSize(3)
                        .allSatisfy(it -> assertThat(it.mounts()).isEqualTo(tellsMounts() ? both : null));
            } finally {
                unmount(at("a"));
            }
            ground().link(ground().place() + "/link", root());
            Scope linked = new Scope(ground().place() + "/link", List.of(path("c")), Set.of());
            Scope all = new Scope(ground().place() + "/link", List.of(), Set.of());
            assertThat(endpoint().scan(List.of(linked, all), new Interruption()))
                    .hasSize(2)
                    .allSatisfy(it -> assertThat(it.mounts()).isEqualTo(tellsMounts() ? Set.of(TreePath.ROOT) : null));
        } finally {
            unmount(root());
        }
    }

    @Test
    void what_lies_on_a_file_system_below_the_root_is_made_and_removed_as_all_else() {
        Assumptions.assumeTrue(tellsMounts(), "a peer of files alone renames within one file system only, and says so");
        ground().directory(at("m"), 0755);
        mount(at("m"));
        try {
            endpoint().stage(staging(), List.of(content("m/d/f", "x", 0640, T1)));
            assertThat(publish(
                            change("m/d", null, directory(0755)),
                            change("m/d/f", null, file("x", 0640, T1)),
                            change("m/l", null, link("d/f"))))
                    .allSatisfy(it -> assertThat(it.trouble()).isNull())
                    .allMatch(it -> it.result() == Result.DONE);
            assertThat(entry("m/d").mode()).isEqualTo(0755);
            assertThat(entry("m/l").target()).isEqualTo("d/f");
            assertThat(entry("m/d/f").stamp().size()).isEqualTo(1);
            assertThat(scan().entries().keySet())
                    .filteredOn(it -> it.isBelow(path("m")))
                    .hasSize(3);
            assertThat(publish(
                            change("m/d/f", entry("m/d/f"), null),
                            change("m/l", entry("m/l"), null),
                            change("m/d", entry("m/d"), null)))
                    .allMatch(it -> it.result() == Result.DONE);
        } finally {
            unmount(at("m"));
        }
    }

    @Test
    void what_a_file_system_below_the_root_has_no_room_for_is_whole_or_not_there() {
        Assumptions.assumeTrue(tellsMounts(), "a peer of files alone renames within one file system only, and says so");
        ground().directory(at("m"), 0755);
        mount(at("m")); // of one MiB
        try {
            endpoint().stage(staging(), List.of(content("m/old", "old", 0640, T1)));
            publish(change("m/old", null, file("old", 0640, T1)));
            String large = "x".repeat(3 << 19);
            endpoint()
                    .stage(
                            staging(),
                            List.of(
                                    content("m/d/deep/new", large, 0640, T1),
                                    content("m/new", large, 0640, T1),
                                    content("m/old", large, 0640, T1)));
            List<Outcome> outcomes = publish(
                    change("m/d", null, directory(0755)),
                    change("m/d/deep", null, directory(0755)),
                    change("m/d/deep/new", null, file(large, 0640, T1)),
                    change("m/new", null, file(large, 0640, T1)),
                    change("m/old", entry("m/old"), file(large, 0640, T1)));
            outcomes.stream().filter(it -> it.result() != Result.DONE).forEach(it -> {
                Entry there = scan().entries().get(it.path());
                assertThat(there == null ? 0 : there.stamp().size())
                        .as(it.path().text())
                        .isEqualTo(it.path().equals(path("m/old")) ? 3 : 0);
            });
            assertThat(outcomes)
                    .filteredOn(it -> it.path().isIn(path("m/d/deep/new")))
                    .allSatisfy(it -> assertThat(it.result() == Result.DONE)
                            .isEqualTo(scan().entries().containsKey(it.path())));

            // nothing else is left there, so that this has room
            String most = "x".repeat(900 << 10);
            endpoint().stage(staging(), List.of(content("m/most", most, 0640, T1)));
            if (outcomes.get(3).result() != Result.DONE) {
                assertThat(publish(change("m/most", null, file(most, 0640, T1))))
                        .allSatisfy(it -> assertThat(it.trouble()).isNull());
            }
        } finally {
            unmount(at("m"));
        }
    }

    @Test
    void what_a_killed_one_has_left_in_a_directory_goes_with_it() {
        Assumptions.assumeTrue(leavesParts(), "it puts all in its place in one instant");
        ground().directory(at("d"), 0755);
        ground().file(at("d/.chittysync-999999999.tmp"), "a part", 0600, T1);
        assertThat(publish(change("d", entry("d"), null)))
                .allSatisfy(it -> assertThat(it.trouble()).isNull());
        ground().directory(at("own"), 0755);
        String own = ".chittysync-" + ProcessHandle.current().pid() + ".tmp";
        ground().file(at("own/" + own), "of one that is there", 0600, T1);
        assertThat(publish(change("own", entry("own"), null))).allMatch(it -> it.result() == Result.FAILED);
    }

    /** Whether it may be killed while a file is copied to another file system. */
    protected boolean leavesParts() {
        return tellsMounts();
    }

    @Test
    void free_space_is_told_for_a_path_that_is_not_there_yet() {
        ground().directory(root(), 0755);
        assertThat(endpoint().freeBytes(at("not/yet/there")))
                .hasValueSatisfying(it -> assertThat(it).isPositive());
    }
}
