package cc.chitty.sync.consolidate;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.source.ListEntry;
import cc.chitty.sync.consolidate.source.ListTracker;
import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Claim.Details;
import cc.chitty.sync.consolidate.todo.Content;
import cc.chitty.sync.consolidate.todo.Epochs;
import cc.chitty.sync.consolidate.todo.LawSettings;
import cc.chitty.sync.consolidate.todo.LawSettings.Reopen;
import cc.chitty.sync.consolidate.todo.Registers;
import cc.chitty.sync.consolidate.todo.SessionId;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file that tells its whole story again (a full reading) must not change a register. */
class RereadTest {

    private static final SessionId SESSION = new SessionId("d-1", "claude-code", "s");
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @EnumSource(Reopen.class)
    void a_story_told_twice_leaves_what_it_left_the_first_time(Reopen reopen) {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 3000 * Integer.getInteger("chittysync.test.rounds", 1); round++) {
            List<Claim> story = story(random);
            Map<String, Sighting> once = told(new TreeMap<>(), story, reopen);
            Map<String, Sighting> twice = told(new TreeMap<>(once), story, reopen);
            assertThat(twice)
                    .as("seed %d round %d story %s", seed, round, story)
                    .isEqualTo(once);
        }
    }

    @Test
    void a_story_read_in_parts_leaves_what_it_leaves_as_a_whole() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 3000 * Integer.getInteger("chittysync.test.rounds", 1); round++) {
            long story = random.nextLong();
            int parts = List.of(1, 2, 3, 4, 6, 12).get(random.nextInt(6));
            Map<String, Sighting> whole =
                    told(new TreeMap<>(), tell(new SplittableRandom(story), 1), Reopen.NEWER_SESSION);
            Map<String, Sighting> inParts =
                    told(new TreeMap<>(), tell(new SplittableRandom(story), parts), Reopen.NEWER_SESSION);
            assertThat(inParts).as("seed %d round %d", seed, round).isEqualTo(whole);
        }
    }

    private static List<Claim> story(SplittableRandom random) {
        return tell(random, 1);
    }

    /** Twelve steps of a list of up to three lines, read in so many parts: each begins with what was listed before. */
    private static List<Claim> tell(SplittableRandom random, int parts) {
        List<Claim> claims = new ArrayList<>();
        Map<String, String> said = Map.of();
        ListTracker tracker = new ListTracker(List.of());
        for (int step = 0; step < 12; step++) {
            act(tracker, BEGAN.plusSeconds(step), random);
            if ((step + 1) % (12 / parts) == 0) {
                SaidOnce saidOnce = new SaidOnce(said);
                claims.addAll(saidOnce.news(tracker.claims()));
                said = saidOnce.listed(tracker.listed());
                tracker = new ListTracker(tracker.listed());
            }
        }
        return claims;
    }

    private static void act(ListTracker tracker, Instant at, SplittableRandom random) {
        switch (random.nextInt(8)) {
            case 0 -> tracker.clear(at);
            case 1 -> tracker.drop(at, word(random));
            default -> {
                List<ListEntry> entries = new ArrayList<>();
                for (String word : List.of("a", "b", "c")) {
                    if (random.nextBoolean()) {
                        entries.add(ListEntry.of(word, status(random), Details.NONE));
                    }
                }
                tracker.rewrite(at, entries);
            }
        }
    }

    private static String word(SplittableRandom random) {
        return List.of("a", "b", "c").get(random.nextInt(3));
    }

    private static Status status(SplittableRandom random) {
        return List.of(Status.PENDING, Status.IN_PROGRESS, Status.COMPLETED).get(random.nextInt(3));
    }

    private static Map<String, Sighting> told(Map<String, Sighting> registers, List<Claim> story, Reopen reopen) {
        Registers law = new Registers(new LawSettings(reopen));
        for (Claim claim : story) {
            String content = Content.compared(claim.text());
            Sighting before = registers.get(content);
            Epochs known = before == null ? Epochs.NONE : Epochs.of(List.of(before));
            Sighting after = law.apply(before, new TodoKey("p", content), SESSION, claim, known, BEGAN);
            if (after != null) {
                registers.put(content, after);
            }
        }
        return registers;
    }
}
