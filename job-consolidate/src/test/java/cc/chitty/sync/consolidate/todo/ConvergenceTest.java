package cc.chitty.sync.consolidate.todo;

import static cc.chitty.sync.consolidate.todo.ASighting.KEY;
import static cc.chitty.sync.consolidate.todo.ASighting.at;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.todo.Claim.Details;
import cc.chitty.sync.consolidate.todo.Claim.Kind;
import cc.chitty.sync.consolidate.todo.LawSettings.Reopen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConvergenceTest {

    private static final int ROUNDS = 3_000 * Integer.getInteger("chittysync.test.rounds", 1);
    private static final long SEED = 20_261_120L;

    @Test
    void order_and_repetition_of_versions_do_not_change_a_view_or_a_conflict() {
        SplittableRandom seeds = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            long seed = seeds.nextLong();
            SplittableRandom random = new SplittableRandom(seed);
            LawSettings settings = new LawSettings(pick(random, Reopen.values()));
            History history = new History(settings);
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                history.say(pick(random, "a", "b", "c"), claim(random), began(random));
            }
            if (!history.versions.isEmpty()) {
                assertConverges(history, settings, random, seed);
            }
        }
    }

    private static void assertConverges(History history, LawSettings settings, SplittableRandom random, long seed) {
        List<Sighting> mixed = mixed(history.versions, random);
        List<Sighting> registers = List.copyOf(history.registers.values());
        assertThat(Registers.joined(mixed)).as("seed %d", seed).isEqualTo(registers);
        assertThat(Fold.of(mixed, settings)).as("seed %d", seed).isEqualTo(Fold.of(registers, settings));
        assertThat(Conflicts.of(mixed, settings)).as("seed %d", seed).isEqualTo(Conflicts.of(registers, settings));
    }

    @Test
    void reading_everything_again_after_a_person_reopened_it_leaves_the_view_as_the_person_wanted() {
        SplittableRandom seeds = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            long seed = seeds.nextLong();
            SplittableRandom random = new SplittableRandom(seed);
            LawSettings settings = new LawSettings(pick(random, Reopen.values()));
            History history = new History(settings);
            List<Claim> claims = new ArrayList<>();
            for (int i = random.nextInt(1, 8); i > 0; i--) {
                claims.add(claim(random));
            }
            claims.forEach(it -> history.say("a", it, null));
            history.say("person", claim(Kind.REOPENED, Status.PENDING, 8), null);
            claims.stream().filter(it -> it.kind() != Kind.REOPENED).forEach(it -> history.say("a", it, null));
            TodoView view = Fold.of(history.versions, settings);
            assertThat(view.visible()).as("seed %d", seed).isTrue();
            assertThat(view.status()).as("seed %d", seed).isEqualTo(Status.PENDING);
            assertThat(view.winner().session().id()).as("seed %d", seed).isEqualTo("person");
        }
    }

    private static Claim claim(SplittableRandom random) {
        return claim(pick(random, Kind.values()), pick(random, Status.values()), random.nextInt(1, 8));
    }

    private static Claim claim(Kind kind, Status status, int at) {
        return new Claim(kind, KEY.content(), at(at), status, Details.NONE);
    }

    private static @Nullable Instant began(SplittableRandom random) {
        int began = random.nextInt(8);
        return began == 0 ? null : at(began);
    }

    private static List<Sighting> mixed(List<Sighting> versions, SplittableRandom random) {
        List<Sighting> mixed = new ArrayList<>(versions);
        for (int i = random.nextInt(5); i > 0; i--) {
            mixed.add(versions.get(random.nextInt(versions.size())));
        }
        for (int i = mixed.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            mixed.set(i, mixed.set(other, mixed.get(i)));
        }
        return mixed;
    }

    @SafeVarargs
    private static <T> T pick(SplittableRandom random, T... among) {
        return among[random.nextInt(among.length)];
    }

    /** What several sessions said, with every version that a register ever had. */
    private static final class History {

        private final TreeMap<SessionId, Sighting> registers = new TreeMap<>();
        private final List<Sighting> versions = new ArrayList<>();
        private final Registers law;

        private History(LawSettings settings) {
            this.law = new Registers(settings);
        }

        private void say(String session, Claim claim, @Nullable Instant began) {
            SessionId id = new SessionId("laptop", "codex", session);
            Epochs known = Epochs.of(registers.values());
            Sighting after = law.apply(registers.get(id), KEY, id, claim, known, began);
            if (after != null) {
                registers.put(id, after);
                versions.add(after);
            }
        }
    }
}
