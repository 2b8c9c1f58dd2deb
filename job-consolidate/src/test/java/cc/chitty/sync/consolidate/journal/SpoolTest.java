package cc.chitty.sync.consolidate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    private static final int ROUNDS = 50 * Integer.getInteger("chittysync.test.rounds", 1);
    private static final long SEED = 20_261_125L;

    @TempDir
    private Path directory;

    @Test
    void claims_come_back_as_they_were_in_one_order_those_of_earlier_files_first() throws IOException {
        SplittableRandom seeds = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            long seed = seeds.nextLong();
            SplittableRandom random = new SplittableRandom(seed);
            Path place = Files.createDirectory(directory.resolve("spool-" + round));
            Spool spool = new Spool(place);
            List<SpooledClaim> expected = new ArrayList<>();
            for (int file = random.nextInt(4); file > 0; file--) {
                List<SpooledClaim> claims = new ArrayList<>();
                for (int i = random.nextInt(20); i > 0; i--) {
                    claims.add(claim(random));
                }
                spool.add(claims);
                expected.addAll(claims);
            }
            expected.sort(SpooledClaim.ORDER); // stable: among equals the earlier file's and the earlier said
            assertThat(all(spool)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void files_are_numbered_and_a_begun_one_does_not_wait() throws IOException {
        Spool spool = new Spool(directory);
        spool.add(List.of());
        assertThat(spool.waiting()).isEmpty();
        Files.writeString(directory.resolve("begun.part"), "{\"project\":\"cut");
        for (int i = 0; i < 11; i++) {
            spool.add(List.of(claim(new SplittableRandom(i))));
        }
        assertThat(spool.waiting()).hasSize(11).isSorted();
        assertThat(spool.waiting().get(10).getFileName()).hasToString("000000000011.claims");
        assertThat(all(spool)).hasSize(11);
    }

    private static List<SpooledClaim> all(Spool spool) throws IOException {
        List<SpooledClaim> all = new ArrayList<>();
        try (Spool.Claims claims = Spool.open(spool.waiting())) {
            while (!claims.isEmpty()) {
                SpooledClaim peeked = claims.peek();
                assertThat(claims.next()).isEqualTo(peeked);
                all.add(peeked);
            }
        }
        return all;
    }

    private static SpooledClaim claim(SplittableRandom random) {
        String content = List.of("a", "b", "\uD83D\uDE80 \"x\"", "\uFFFD", "zü").get(random.nextInt(5));
        Claim.Details details = random.nextBoolean()
                ? Claim.Details.NONE
                : new Claim.Details(random.nextBoolean() ? "Doing" : null, "high", null);
        Claim claim = new Claim(
                List.of(Claim.Kind.values()).get(random.nextInt(Claim.Kind.values().length)),
                random.nextBoolean() ? content : "  " + content,
                Instant.ofEpochSecond(1_788_000_000L, random.nextInt(3)),
                List.of(Status.values()).get(random.nextInt(3)),
                details);
        return new SpooledClaim(
                new TodoKey("p" + random.nextInt(2), content),
                "agent" + random.nextInt(2),
                "s#" + random.nextInt(2),
                claim,
                random.nextBoolean() ? null : Instant.ofEpochSecond(1_788_000_000L));
    }
}
