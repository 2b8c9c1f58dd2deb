package cc.chitty.sync.consolidate.todo;

import static cc.chitty.sync.consolidate.todo.ASighting.at;
import static cc.chitty.sync.consolidate.todo.ASighting.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistersJoinTest {

    @Test
    void join_is_a_semilattice_over_every_pair_and_triple_of_main_values() {
        List<Sighting> domain = SmallDomain.closed("a", 3, true);
        assertThat(domain).hasSizeGreaterThan(250);
        assertSemilattice(domain);
    }

    @Test
    void join_is_a_semilattice_over_every_pair_and_triple_of_what_joins_on_its_own() {
        List<Sighting> domain = SmallDomain.closedProducts("a");
        assertThat(domain).hasSizeGreaterThan(40);
        assertSemilattice(domain);
    }

    /** The domain is closed, so that joins become look-ups and every triple is affordable. */
    private static void assertSemilattice(List<Sighting> domain) {
        int[][] join = table(domain);
        for (int a = 0; a < domain.size(); a++) {
            assertThat(domain.get(join[a][a])).as("idempotent").isEqualTo(domain.get(a));
            for (int b = 0; b < domain.size(); b++) {
                if (join[a][b] != join[b][a]) {
                    throw new AssertionError("not commutative: " + domain.get(a) + " and " + domain.get(b));
                }
                assertAssociative(domain, join, a, b);
            }
        }
    }

    private static void assertAssociative(List<Sighting> domain, int[][] join, int a, int b) {
        for (int c = 0; c < domain.size(); c++) {
            if (join[join[a][b]][c] != join[a][join[b][c]]) {
                throw new AssertionError("not associative:\n" + domain.get(a) + "\n" + domain.get(b) + "\n"
                        + domain.get(c) + "\n" + domain.get(join[join[a][b]][c]) + "\n"
                        + domain.get(join[a][join[b][c]]));
            }
        }
    }

    private static int[][] table(List<Sighting> domain) {
        Map<Sighting, Integer> places = new HashMap<>();
        domain.forEach(it -> places.put(it, places.size()));
        int[][] join = new int[domain.size()][domain.size()];
        for (int a = 0; a < domain.size(); a++) {
            for (int b = 0; b < domain.size(); b++) {
                join[a][b] = place(places, Registers.join(domain.get(a), domain.get(b)));
            }
        }
        return join;
    }

    private static int place(Map<Sighting, Integer> places, Sighting joined) {
        Integer place = places.get(joined);
        if (place == null) {
            throw new AssertionError("the domain is not closed: " + joined);
        }
        return place;
    }

    @Test
    void a_higher_epoch_beats_everything() {
        assertGreater(by("a").epoch(1).pending(1), by("a").completed(9).deleted(9));
    }

    @Test
    void within_an_epoch_completed_absorbs_open_and_a_tombstone_absorbs_both() {
        assertGreater(by("a").completed(1), by("a").inProgress(1));
        assertGreater(by("a").pending(1).deleted(1), by("a").completed(9));
        assertGreater(by("a").pending(1).deleted(1), by("a").inProgress(9));
    }

    @Test
    void of_one_rank_the_later_wins_then_the_further_status_then_the_presence_then_the_details() {
        assertGreater(by("a").pending(2), by("a").inProgress(1).dropped(1));
        assertGreater(by("a").inProgress(1), by("a").pending(1));
        assertGreater(by("a").pending(1).dropped(1), by("a").pending(1).vanished());
        assertGreater(by("a").pending(1).vanished(), by("a").pending(1));
        assertGreater(by("a").details("a", null, null), by("a").details(null, "b", "b"));
        assertGreater(by("a").details(null, "a", null), by("a").details(null, null, "b"));
        assertGreater(by("a").details(null, null, "b"), by("a").details(null, null, "a"));
    }

    @Test
    void details_are_compared_by_code_point() {
        assertGreater(by("a").details("\uD83D\uDE00", null, null), by("a").details("\uFF5E", null, null));
    }

    @Test
    void the_first_listing_keeps_its_spelling_whatever_wins() {
        Sighting joined = join(
                by("a").pending(1).first(1, "add retry"), by("a").completed(5).first(5, "Add retry"));
        assertThat(joined.status()).isEqualTo(Status.COMPLETED);
        assertThat(joined.first()).isEqualTo(at(1));
        assertThat(joined.shown()).isEqualTo("add retry");
        assertThat(join(by("a").first(1, "b"), by("a").first(1, "a")).shown()).isEqualTo("a");
    }

    @Test
    void the_earliest_known_beginning_is_kept() {
        assertThat(join(by("a").began(3), by("a")).began()).isEqualTo(at(3));
        assertThat(join(by("a").began(3), by("a").began(2)).began()).isEqualTo(at(2));
    }

    @Test
    void a_listing_as_open_after_the_completion_is_remembered() {
        assertThat(join(by("a").completed(3), by("a").inProgress(5)).openAt()).isEqualTo(at(5));
    }

    @Test
    void a_listing_as_open_up_to_the_completion_says_nothing() {
        assertThat(join(by("a").completed(3), by("a").inProgress(3)).openAt()).isNull();
        assertThat(join(by("a").completed(3), by("a").inProgress(2)).openAt()).isNull();
    }

    @Test
    void a_listing_as_open_is_remembered_of_an_open_register_that_is_gone_since_a_completion_may_still_come() {
        Sighting gone = join(by("a").pending(5), by("a").pending(5).vanished());
        assertThat(gone.openAt()).isEqualTo(at(5));
        assertThat(join(new ASighting(gone), by("a").completed(3)).openAt()).isEqualTo(at(5));
    }

    @Test
    void a_listing_of_a_lower_epoch_or_under_a_tombstone_is_not_remembered() {
        assertThat(join(by("a").pending(9), by("a").epoch(1).completed(3)).openAt())
                .isNull();
        assertThat(join(by("a").pending(9), by("a").deleted(3)).openAt()).isNull();
    }

    @Test
    void versions_of_different_registers_do_not_join() {
        assertThatThrownBy(() -> join(by("a"), by("b"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Sighting join(ASighting a, ASighting b) {
        return Registers.join(a.get(), b.get());
    }

    private static void assertGreater(ASighting greater, ASighting smaller) {
        for (Sighting joined : List.of(join(greater, smaller), join(smaller, greater))) {
            assertThat(List.of(
                            joined.epoch(), joined.status(), joined.at(), joined.presence(), Saying.detailsOf(joined)))
                    .isEqualTo(List.of(
                            greater.get().epoch(),
                            greater.get().status(),
                            greater.get().at(),
                            greater.get().presence(),
                            Saying.detailsOf(greater.get())));
        }
    }
}
