package cc.chitty.sync.gpusync.correction;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.correction.ProjectSwaps.Seen;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectSwapsTest {

    private static final int ROUNDS = 200 * Integer.getInteger("chittysync.test.rounds", 1);
    private static final long SEED = Long.getLong("chittysync.test.seed", 20_261_128L);

    private static final PathCorrection CORRECTION = PathCorrection.of(
            List.of(new PathPair("/home/ann", "/home/ubuntu"), new PathPair("/home/ann/code", "/data/code")));

    @ParameterizedTest
    @CsvSource({
        "-home-ann-code-old,   /home/ann/code-old,    -home-ubuntu-code-old,   /home/ubuntu/code-old",
        "-home-ann-code-old,   /home/ann/code/old,    -data-code-old,          /data/code/old",
        "-home-ann-code-bak-x, /home/ann/code.bak/x,  -home-ubuntu-code-bak-x, /home/ubuntu/code.bak/x",
        "-home-ann-code,       /home/ann/code,        -data-code,              /data/code",
        "-home-ann-old-x,      /home/ann.old/x,       -home-ann-old-x,         /home/ann.old/x",
        "-home-ann-backup,     /home/ann-backup,      -home-ann-backup,        /home/ann-backup",
        "-home-ann-backup,     /home/ann/backup,      -home-ubuntu-backup,     /home/ubuntu/backup",
        "-srv-x,               /srv/x,                -srv-x,                  /srv/x",
    })
    void a_directory_is_named_after_the_place_where_its_sessions_work(
            String ours, String ourPlace, String theirs, String theirPlace) {
        List<List<Seen>> told = List.of(
                List.of(new Seen(Side.OURS, ours, ourPlace)),
                List.of(new Seen(Side.THEIRS, theirs, theirPlace)),
                List.of(new Seen(Side.OURS, ours, ourPlace), new Seen(Side.THEIRS, theirs, theirPlace)));
        for (List<Seen> seen : told) {
            ProjectSwaps swaps = ProjectSwaps.of(CORRECTION, seen);
            assertThat(swaps.undecided()).isEmpty();
            ProjectNames names = new ProjectNames(CORRECTION, TreePath.ROOT, swaps);
            TreePath canonical = names.canonical(Side.OURS, new TreePath(ours + "/1.jsonl"));
            assertThat(names.forSide(Side.THEIRS, canonical)).hasToString(theirs + "/1.jsonl");
            assertThat(names.canonical(Side.THEIRS, new TreePath(theirs + "/1.jsonl")))
                    .isEqualTo(canonical);
            assertThat(names.forSide(Side.OURS, canonical)).hasToString(ours + "/1.jsonl");
        }
    }

    @Test
    void two_places_there_that_share_a_directory_here_are_kept_apart_and_named() {
        ProjectSwaps swaps = ProjectSwaps.of(
                CORRECTION,
                List.of(
                        new Seen(Side.OURS, "-home-ann-code-old", "/home/ann/code-old"),
                        new Seen(Side.THEIRS, "-home-ubuntu-code-old", "/home/ubuntu/code-old"),
                        new Seen(Side.THEIRS, "-data-code-old", "/data/code/old")));
        ProjectNames names = new ProjectNames(CORRECTION, TreePath.ROOT, swaps);
        assertThat(swaps.undecided()).singleElement().asString().contains("/data/code/old", "-home-ann-code-old");
        TreePath beside = names.canonical(Side.THEIRS, new TreePath("-home-ubuntu-code-old"));
        TreePath inside = names.canonical(Side.THEIRS, new TreePath("-data-code-old"));
        assertThat(names.forSide(Side.OURS, beside)).hasToString("-home-ann-code-old");
        assertThat(names.forSide(Side.OURS, inside)).isNotEqualTo(names.forSide(Side.OURS, beside));
    }

    @Test
    void where_sessions_lie_already_they_stay_and_the_right_name_is_told() {
        ProjectSwaps swaps = ProjectSwaps.of(
                CORRECTION,
                List.of(
                        new Seen(Side.OURS, "-home-ann-+-code-old", "/home/ann/code-old"),
                        new Seen(Side.THEIRS, "-home-ubuntu-code-old", "/home/ubuntu/code-old")));
        assertThat(swaps.undecided()).singleElement().asString().contains("rename it to -home-ann-code-old");
        ProjectNames names = new ProjectNames(CORRECTION, TreePath.ROOT, swaps);
        TreePath canonical = names.canonical(Side.OURS, new TreePath("-home-ann-+-code-old"));
        assertThat(names.forSide(Side.THEIRS, canonical)).hasToString("-home-ubuntu-code-old");
    }

    @Test
    void a_long_name_is_known_by_its_beginning() {
        String deep = "/x".repeat(120);
        String slug = Form.slug("/home/ann/code-old" + deep).substring(0, 200) + "-z5vs61";
        ProjectSwaps swaps =
                ProjectSwaps.of(CORRECTION, List.of(new Seen(Side.OURS, slug, "/home/ann/code-old" + deep)));
        ProjectNames names = new ProjectNames(CORRECTION, TreePath.ROOT, swaps);
        assertThat(names.forSide(Side.THEIRS, names.canonical(Side.OURS, new TreePath(slug))))
                .hasToString(slug.replace("-home-ann-", "-home-ubuntu-"));
    }

    @Test
    void what_nothing_tells_is_open_only_where_it_matters() {
        ProjectSwaps none = ProjectSwaps.of(CORRECTION, List.of());
        assertThat(none.isOpen(CORRECTION, Side.OURS, "-home-ann-code-old")).isTrue();
        assertThat(none.isOpen(CORRECTION, Side.OURS, "-home-ann-work")).isFalse();
        assertThat(none.isOpen(CORRECTION, Side.THEIRS, "-home-ubuntu-code-old"))
                .isFalse();
        PathCorrection inside = PathCorrection.of(List.of(
                new PathPair("/home/ann", "/home/ubuntu"), new PathPair("/home/ann/code", "/home/ubuntu/code")));
        assertThat(ProjectSwaps.NONE.isOpen(inside, Side.OURS, "-home-ann-code-old"))
                .isFalse();
        ProjectSwaps told =
                ProjectSwaps.of(CORRECTION, List.of(new Seen(Side.THEIRS, "-data-code-old", "/data/code/old")));
        assertThat(told.isOpen(CORRECTION, Side.OURS, "-home-ann-code-old")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "-home-jos--code-app, /home/josé/code/app, -home-ubuntu-code-app, /home/ubuntu/code/app",
        "-home-jos--code,     /home/jos/.code,     -home-jos--code,       /home/jos/.code",
        "-home-jos---dot-x,   /home/josé/.dot/x,   -data-dot-x,           /data/dot/x",
        "-home-jos---dot-x,   /home/josé/@dot-x,   -home-ubuntu--dot-x,   /home/ubuntu/@dot-x",
    })
    void a_home_of_any_letters_is_told_from_its_neighbours(
            String ours, String ourPlace, String theirs, String theirPlace) {
        PathCorrection correction = PathCorrection.of(
                List.of(new PathPair("/home/josé", "/home/ubuntu"), new PathPair("/home/josé/.dot", "/data/dot")));
        for (Seen seen : List.of(new Seen(Side.OURS, ours, ourPlace), new Seen(Side.THEIRS, theirs, theirPlace))) {
            ProjectSwaps swaps = ProjectSwaps.of(correction, List.of(seen));
            assertThat(swaps.undecided()).isEmpty();
            ProjectNames names = new ProjectNames(correction, TreePath.ROOT, swaps);
            TreePath canonical = names.canonical(Side.OURS, new TreePath(ours));
            assertThat(names.forSide(Side.THEIRS, canonical)).hasToString(theirs);
            assertThat(names.canonical(Side.THEIRS, new TreePath(theirs))).isEqualTo(canonical);
        }
    }

    /** Six letters each: both directories are {@code -home-kim-------}. */
    @Test
    void of_two_places_that_share_a_directory_the_one_that_is_not_found_is_named() {
        PathCorrection correction = PathCorrection.of(List.of(
                new PathPair("/home/kim", "/home/ubuntu"),
                new PathPair("/home/kim/музыка", "/data/a"),
                new PathPair("/home/kim/работа", "/data/b")));
        Seen theirs = new Seen(Side.THEIRS, "-data-b-x", "/data/b/x");
        ProjectSwaps told = ProjectSwaps.of(correction, List.of(theirs));
        assertThat(told.undecided())
                .singleElement()
                .asString()
                .contains(
                        "/data/b/x on the peer", "they are in -data-b-x here", "it reads those in -home-kim--------x");
        assertThat(told.misnamed(correction, Side.THEIRS, "-data-b-x")).isEmpty();
        assertThat(ProjectSwaps.NONE.misnamed(correction, Side.THEIRS, "-data-b-x"))
                .contains("-home-kim--------x");
        assertThat(ProjectSwaps.NONE.misnamed(correction, Side.THEIRS, "-data-a-x"))
                .isEmpty();
        assertThat(ProjectSwaps.of(correction, List.of(new Seen(Side.OURS, "-home-kim--------x", "/home/kim/работа/x")))
                        .undecided())
                .singleElement()
                .asString()
                .contains(
                        "/home/kim/работа/x here", "they are in -data-a-x on the peer", "it reads those in -data-b-x");
        assertThat(ProjectSwaps.of(correction, List.of(new Seen(Side.OURS, "-home-kim--------x", "/home/kim/музыка/x")))
                        .undecided())
                .isEmpty();
    }

    @Test
    void every_name_comes_back_whatever_was_seen() {
        List<PathCorrection> corrections = List.of(
                CORRECTION,
                PathCorrection.of(List.of(new PathPair("/u", "/h"), new PathPair("/u/a", "/b"))),
                PathCorrection.of(List.of(new PathPair("/u/a", "/h/a"), new PathPair("/h", "/u"))),
                PathCorrection.of(List.of(new PathPair("/ué", "/h"), new PathPair("/u", "/h/.a"))),
                PathCorrection.of(List.of(new PathPair("/u/é", "/h/é/a"), new PathPair("/u/a", "/h/a"))),
                PathCorrection.of(
                        List.of(new PathPair("/u-a", "/h"), new PathPair("/u", "/h/a"), new PathPair("/u/a", "/b"))));
        for (int round = 0; round < ROUNDS; round++) {
            long seed = SEED + round;
            SplittableRandom random = new SplittableRandom(seed);
            PathCorrection correction = corrections.get(random.nextInt(corrections.size()));
            List<Seen> seen = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                seen.add(seen(random));
            }
            try {
                check(correction, seen, random);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + seen, e);
            }
        }
    }

    private static void check(PathCorrection correction, List<Seen> seen, SplittableRandom random) {
        ProjectNames names = new ProjectNames(correction, TreePath.ROOT, ProjectSwaps.of(correction, seen));
        for (Side side : Side.values()) {
            Set<TreePath> images = new HashSet<>();
            Set<String> tried = new HashSet<>();
            seen.forEach(it -> tried.add(it.name()));
            for (int i = 0; i < 40; i++) {
                tried.add(name(random));
            }
            for (String name : tried) {
                TreePath path = new TreePath(name);
                TreePath canonical = names.canonical(side, path);
                TreePath there = names.forSide(side.other(), canonical);
                assertThat(images.add(canonical)).isTrue();
                assertThat(names.forSide(side, canonical)).isEqualTo(path);
                assertThat(names.canonical(side.other(), there)).isEqualTo(canonical);
            }
        }
    }

    private static Seen seen(SplittableRandom random) {
        StringBuilder place = new StringBuilder("/" + piece(random, "u", "h", "b", "home/ann", "home/ubuntu", "data"));
        for (int i = random.nextInt(4); i > 0; i--) {
            place.append(piece(random, "/a", "-a", ".a", "/é", "é", "/code", "-code", "/b", "--b"));
        }
        Side side = random.nextBoolean() ? Side.OURS : Side.THEIRS;
        String name = random.nextInt(5) == 0 ? name(random) : Form.slug(place.toString());
        return new Seen(side, name, place.toString());
    }

    private static String name(SplittableRandom random) {
        StringBuilder name =
                new StringBuilder(piece(random, "-u", "-h", "-b", "-home-ann", "-home-ubuntu", "-data", "{"));
        for (int i = random.nextInt(5); i > 0; i--) {
            name.append(piece(random, "-a", "-", "--", "-+", "-code", "-b", "x", "1}"));
        }
        return name.toString();
    }

    private static String piece(SplittableRandom random, String... pieces) {
        return pieces[random.nextInt(pieces.length)];
    }
}
