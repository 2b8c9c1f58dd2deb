package cc.chitty.sync.drivesync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Contents are letters; a file's size and time tell it, as they do on a remote without hashes. */
class PlannerTest {

    private static final long SEED = Long.getLong("chittysync.test.seed", 20_261_127L);

    private final TreeMap<String, Agreed> base = new TreeMap<>();
    private final TreeMap<String, MirrorState> mirror = new TreeMap<>();
    private final TreeMap<String, RemoteState> remote = new TreeMap<>();
    private final TreeSet<String> blocked = new TreeSet<>();

    private static MirrorState here(char content) {
        return new MirrorState(content == '0' ? 0 : 1, content, content, 7);
    }

    private static RemoteState there(char content) {
        return new RemoteState(content == '0' ? 0 : 1, Instant.ofEpochSecond(content), null);
    }

    /** What was agreed on, what the mirror and the remote have; a blank is nothing. */
    private PlannerTest file(String path, String states) {
        if (states.charAt(0) != ' ') {
            base.put(path, new Agreed(there(states.charAt(0)), here(states.charAt(0)), "" + states.charAt(0)));
        }
        if (states.charAt(1) != ' ') {
            mirror.put(path, here(states.charAt(1)));
        }
        if (states.charAt(2) != ' ') {
            remote.put(path, there(states.charAt(2)));
        }
        return this;
    }

    private Plan plan(Direction direction) {
        Contents contents = new Contents() {
            @Override
            public boolean isAsAgreed(String path, MirrorState now, Agreed agreed) {
                return agreed.digest() != null && agreed.digest().equals("" + (char) now.modified());
            }

            @Override
            public boolean areEqual(String path, MirrorState one, RemoteState other) {
                return other.time() != null && one.modified() == other.time().getEpochSecond();
            }
        };
        return new Planner(direction, contents, "m", new Sides(base, mirror, remote, blocked)).plan();
    }

    private static List<String> words(Plan plan) {
        return plan.transfers().stream()
                .map(it -> it.action() + " " + it.path() + (it.copy() == null ? "" : " > " + it.copy()))
                .toList();
    }

    @Test
    void each_path_is_decided_and_what_goes_comes_last() {
        file("a", "aa ").file("b", "bbc").file("c", "c c").file("d", " d ").file("e", "eee");
        assertThat(words(plan(Direction.BOTH)))
                .containsExactly("PULL b", "PUSH d", "DELETE_MIRROR a", "DELETE_REMOTE c");
    }

    @Test
    void a_conflict_keeps_the_name_for_the_remote_and_makes_one_copy() {
        file("dir/a.txt", "abc").file("dir/a.conflict-m.txt", " x ");
        assertThat(words(plan(Direction.PULL))).containsExactly("CONFLICT dir/a.txt > dir/a.conflict-m-2.txt");
    }

    @Test
    void two_edits_of_one_size_and_time_are_not_taken_for_one() {
        file("agreed.txt", "abb").file("new.txt", " bb");
        assertThat(words(plan(Direction.BOTH))).containsExactly("CONFLICT agreed.txt > agreed.conflict-m.txt");
    }

    @Test
    void a_directory_that_became_a_file_is_deleted_first() {
        file("a/x", "xx ").file("a/y", "yy ").file("a", "  a").file("b", "bb ");
        assertThat(words(plan(Direction.PULL)))
                .containsExactly("DELETE_MIRROR a/x", "DELETE_MIRROR a/y", "PULL a", "DELETE_MIRROR b");
    }

    @Test
    void a_file_that_is_a_directory_on_the_other_side_stays_and_is_named() {
        file("a/x", " x ").file("a", "  a");
        Plan plan = plan(Direction.PULL);
        assertThat(plan.transfers()).isEmpty();
        assertThat(plan.problems())
                .singleElement()
                .satisfies(it -> assertThat(it.where()).isEqualTo("a"));
    }

    @Test
    void what_is_blocked_is_neither_there_nor_gone() {
        blocked.add("a");
        file("a/x", "xx ").file("a", "a b").file("ab", "bb ").file("c", "ccc");
        assertThat(words(plan(Direction.PULL))).containsExactly("DELETE_MIRROR ab");
    }

    @Test
    void a_file_that_only_looks_different_is_agreed_on_anew() {
        file("a", "aaa");
        mirror.put("a", new MirrorState(1, 'a', 99, 8));
        Plan plan = plan(Direction.BOTH);
        assertThat(plan.transfers()).isEmpty();
        assertThat(plan.adopted()).containsKey("a");
    }

    @Test
    void a_rollback_to_before_a_file_lasts_until_the_remote_changes_it() {
        base.put("a", new Agreed(there('a'), MirrorState.ABSENT, null));
        remote.put("a", there('a'));
        assertThat(plan(Direction.PULL).transfers()).isEmpty();
        remote.put("a", there('b'));
        assertThat(words(plan(Direction.PULL))).containsExactly("PULL a");
        remote.clear();
        assertThat(plan(Direction.PULL).forgotten()).containsExactly("a");
    }

    @Test
    void the_guard_refuses_too_many_deletions_and_knows_them_again() {
        for (int i = 0; i < 6; i++) {
            file("f" + i, i < 4 ? "aa " : "aaa");
        }
        DeletionGuard guard = new DeletionGuard(50, 1000);
        DeletionGuard.Refusal refusal = guard.check(plan(Direction.PULL), "").orElseThrow();
        assertThat(refusal.what()).contains("4 of 6 files of the mirror");
        assertThat(guard.check(plan(Direction.PULL), refusal.fingerprint())).isEmpty();
        file("f4", "aa ");
        remote.remove("f4");
        assertThat(guard.check(plan(Direction.PULL), refusal.fingerprint())).isPresent();
        assertThat(new DeletionGuard(90, 3).check(plan(Direction.PULL), "")).isPresent();
        assertThat(new DeletionGuard(90, 1000).check(plan(Direction.PULL), "")).isEmpty();
    }

    @Test
    void an_empty_listing_and_emptied_files_are_refused() {
        file("a", "aa ");
        assertThat(new DeletionGuard(100, 1000).check(plan(Direction.PULL), "")).isPresent();
        base.clear();
        mirror.clear();
        file("a", "aa0").file("b", "bb0").file("c", "ccc");
        assertThat(new DeletionGuard(50, 1000).check(plan(Direction.PULL), "")).isPresent();
        assertThat(new DeletionGuard(70, 1000).check(plan(Direction.PULL), "")).isEmpty();
    }

    @Test
    void whatever_the_three_listings_are_no_content_is_lost_and_the_next_plan_is_empty() {
        SplittableRandom random = new SplittableRandom(SEED);
        String[] contents = {" ", "a", "b", "c"};
        for (int round = 0; round < 3_000; round++) {
            base.clear();
            mirror.clear();
            remote.clear();
            for (String path : List.of("p", "q", "r/s")) {
                file(path, contents[random.nextInt(4)] + contents[random.nextInt(4)] + contents[random.nextInt(4)]);
            }
            String before = base + " " + mirror + " " + remote;
            Set<Character> lost = new TreeSet<>(news());
            carryOut(plan(Direction.BOTH));
            lost.removeAll(held());
            assertThat(lost).as("seed %d round %d: %s", SEED, round, before).isEmpty();
            assertThat(plan(Direction.BOTH).transfers())
                    .as("seed %d round %d: %s", SEED, round, before)
                    .isEmpty();
        }
    }

    /** Every content that is on a side and is not what was agreed on for its path: that the other side may replace or delete. */
    private Set<Character> news() {
        Set<Character> contents = new TreeSet<>();
        mirror.forEach((path, state) -> addNews(contents, path, (char) state.modified()));
        remote.forEach((path, state) -> addNews(
                contents, path, (char) Objects.requireNonNull(state.time()).getEpochSecond()));
        return contents;
    }

    private Set<Character> held() {
        Set<Character> contents = new TreeSet<>();
        mirror.values().forEach(state -> contents.add((char) state.modified()));
        remote.keySet().forEach(path -> contents.add((char) time(path)));
        return contents;
    }

    private void addNews(Set<Character> contents, String path, char content) {
        Agreed agreed = base.get(path);
        if (agreed == null || agreed.mirror().modified() != content) {
            contents.add(content);
        }
    }

    private void carryOut(Plan plan) {
        Map<String, Agreed> done = new HashMap<>(plan.adopted());
        plan.forgotten().forEach(base::remove);
        for (Transfer transfer : plan.transfers()) {
            String path = transfer.path();
            String copy = transfer.copy();
            if (copy != null) {
                mirror.put(copy, Objects.requireNonNull(transfer.mirror()));
                remote.put(copy, there((char) transfer.mirror().modified()));
                done.put(copy, agreed(copy));
            }
            switch (transfer.action()) {
                case PULL, CONFLICT -> mirror.put(path, here((char) time(path)));
                case PUSH ->
                    remote.put(path, there((char)
                            Objects.requireNonNull(mirror.get(path)).modified()));
                case DELETE_MIRROR -> mirror.remove(path);
                case DELETE_REMOTE -> remote.remove(path);
                case NONE, ADOPT, FORGET -> throw new AssertionError(transfer);
            }
            if (mirror.containsKey(path)) {
                done.put(path, agreed(path));
            } else {
                base.remove(path);
            }
        }
        base.putAll(done);
    }

    private long time(String path) {
        RemoteState state = Objects.requireNonNull(remote.get(path));
        return Objects.requireNonNull(state.time()).getEpochSecond();
    }

    private Agreed agreed(String path) {
        return new Agreed(Objects.requireNonNull(remote.get(path)), Objects.requireNonNull(mirror.get(path)), null);
    }
}
