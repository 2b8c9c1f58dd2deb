package cc.chitty.sync.consolidate.merge;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.Trees;
import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.journal.SightingLine;
import cc.chitty.sync.consolidate.journal.Spool;
import cc.chitty.sync.consolidate.journal.SpooledClaim;
import cc.chitty.sync.consolidate.publish.Published;
import cc.chitty.sync.consolidate.publish.Publisher;
import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Content;
import cc.chitty.sync.consolidate.todo.Epochs;
import cc.chitty.sync.consolidate.todo.LawSettings;
import cc.chitty.sync.consolidate.todo.Registers;
import cc.chitty.sync.consolidate.todo.SessionId;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The central property: whatever is claimed, in whatever batches, splicing what changed into the old journal and views
 * gives the bytes that making them anew gives, and the journal is what the law makes of the claims one by one.
 */
class SpliceEqualsAnewTest {

    private static final int ROUNDS = 200 * Integer.getInteger("chittysync.test.rounds", 1);
    private static final long SEED = 20_261_121L;
    private static final String DEVICE = "d-0123456789ab";
    private static final String OTHER = "d-ffffffffffff";

    private static final List<String> PROJECTS =
            List.of("app", "ap", "app/sub", "general", "zü", "\uD83D\uDE80", "\uFFFD");

    @TempDir
    private Path directory;

    private StateDirectory state;

    @BeforeEach
    void opens() {
        state = StateDirectory.open(
                Map.of(StateDirectory.VARIABLE, directory.resolve("state").toString()), directory);
    }

    @Test
    void splicing_gives_the_bytes_of_a_merge_of_everything() throws IOException {
        SplittableRandom seeds = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            long seed = seeds.nextLong();
            Round of = new Round(new SplittableRandom(seed), seed);
            of.run();
            empty();
        }
    }

    private void empty() throws IOException {
        for (Path each : List.of(state.devices(), state.lifecycle(), state.spool(), state.staging())) {
            Trees.empty(each);
        }
        for (Path each : List.of(state.todosView(), state.projectsView(), state.conflictsView())) {
            Trees.delete(each);
        }
        new Published(state).forget();
    }

    private final class Round {
        private final SplittableRandom random;
        private final long seed;
        private final LawSettings law;
        private final Model own = new Model(DEVICE);
        private final Model other = new Model(OTHER);
        private final Publisher publisher = new Publisher(state, (id, files) -> {});
        private final List<String> contents = new ArrayList<>();

        Round(SplittableRandom random, long seed) {
            this.random = random;
            this.seed = seed;
            this.law = new LawSettings(pick(LawSettings.Reopen.values()));
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                contents.add(content(i));
            }
        }

        void run() throws IOException {
            for (int batch = random.nextInt(1, 5); batch > 0; batch--) {
                if (random.nextInt(5) == 0) {
                    otherDevice();
                }
                claim(random.nextInt(0, 15));
                MergeResult result = merge();
                publisher.record("1", result, DEVICE, "law");
                publisher.complete();
                check();
            }
        }

        private MergeResult merge() throws IOException {
            Workplace place = Workplace.of(state);
            Published published = new Published(state);
            if (!published.isCurrent("law")) {
                return Merge.ofEverything(state, place, DEVICE, law, false);
            }
            String newest = published.facts().get("newest");
            return Merge.ofChanges(state, place, DEVICE, law, newest == null ? null : Instant.parse(newest));
        }

        /** A merge of everything has nothing to change, and the journal is the model's. */
        private void check() throws IOException {
            MergeResult anew = Merge.ofEverything(state, Workplace.of(state), DEVICE, law, true);
            assertThat(anew.replaced()).as("seed %d", seed).isEmpty();
            assertThat(anew.lifecycle()).as("seed %d", seed).isEmpty();
            assertThat(anew.newest()).as("seed %d", seed).isEqualTo(newest());
            publisher.clear();
            assertThat(journal()).as("seed %d", seed).isEqualTo(own.journal());
        }

        private String journal() {
            Path file = JournalSet.file(state.devices(), DEVICE);
            return Files.exists(file) ? Trees.text(file) : "";
        }

        private @Nullable Instant newest() throws IOException {
            String newest = new Published(state).facts().get("newest");
            return newest == null ? null : Instant.parse(newest);
        }

        private void claim(int number) throws IOException {
            List<SpooledClaim> all = new ArrayList<>();
            Spool spool = new Spool(state.spool());
            for (int chunk = random.nextInt(1, 3); chunk > 0; chunk--) {
                List<SpooledClaim> claims = new ArrayList<>();
                for (int i = number; i > 0; i--) {
                    claims.add(spooled());
                }
                spool.add(claims);
                all.addAll(claims);
            }
            all.sort(SpooledClaim.ORDER);
            all.forEach(it -> own.apply(it, other));
        }

        private void otherDevice() throws IOException {
            for (int i = random.nextInt(10); i > 0; i--) {
                other.apply(spooled(), own);
            }
            Files.writeString(JournalSet.file(state.devices(), OTHER), other.journal());
        }

        private SpooledClaim spooled() {
            String text = contents.get(random.nextInt(contents.size()));
            Claim.Details details = random.nextInt(3) > 0
                    ? Claim.Details.NONE
                    : new Claim.Details("Doing " + random.nextInt(2), random.nextBoolean() ? "high" : null, null);
            Claim claim = new Claim(
                    pick(Claim.Kind.values()), text, at(random.nextInt(1, 6)), pick(Status.values()), details);
            String project = PROJECTS.get(random.nextInt(PROJECTS.size()));
            String agent = random.nextBoolean() ? "claude-code" : "codex";
            Instant began = random.nextInt(3) > 0 ? null : at(random.nextInt(6));
            TodoKey key = new TodoKey(project, Content.compared(text));
            return new SpooledClaim(key, agent, "s" + random.nextInt(3), claim, began);
        }

        /** Long ones are longer than what is read at once. */
        private String content(int number) {
            String text = pick("Add retry ", "add  retry ", "\uD83D\uDE80 \"quoted\" ", "Ünïcode ", "\uFFFD\n");
            int times = random.nextInt(20) == 0 ? 2_000 : random.nextInt(1, 3);
            return text.repeat(times) + number;
        }

        @SafeVarargs
        private <T> T pick(T... among) {
            return among[random.nextInt(among.length)];
        }

        /** What one device's journal has to be: the law, claim by claim, over a map. */
        private final class Model {
            private final String device;
            private final TreeMap<TodoKey, TreeMap<SessionId, Sighting>> registers = new TreeMap<>();

            Model(String device) {
                this.device = device;
            }

            void apply(SpooledClaim spooled, Model elsewhere) {
                TodoKey key = spooled.todo();
                TreeMap<SessionId, Sighting> of = registers.getOrDefault(key, new TreeMap<>());
                List<Sighting> known = new ArrayList<>(of.values());
                known.addAll(
                        elsewhere.registers.getOrDefault(key, new TreeMap<>()).values());
                SessionId session = new SessionId(device, spooled.agent(), spooled.session());
                Sighting after = new Registers(law)
                        .apply(of.get(session), key, session, spooled.claim(), Epochs.of(known), spooled.began());
                if (after != null) {
                    of.put(session, after);
                    registers.put(key, of);
                }
            }

            String journal() {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                registers
                        .values()
                        .forEach(of -> of.values().forEach(sighting -> bytes.writeBytes(SightingLine.write(sighting))));
                return bytes.toString(StandardCharsets.UTF_8);
            }
        }
    }

    private static Instant at(int second) {
        return Instant.parse("2026-09-30T23:59:57Z").plusSeconds(second);
    }
}
