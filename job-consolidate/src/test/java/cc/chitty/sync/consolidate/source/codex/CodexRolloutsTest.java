package cc.chitty.sync.consolidate.source.codex;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.source.AgentHome;
import cc.chitty.sync.consolidate.source.Finds;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.Stamp;
import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CodexRolloutsTest {

    private static final String THREAD = "019d0000-0000-7000-8000-000000000001";
    private static final String NAME = "rollout-2026-07-06T02-25-00-" + THREAD + ".jsonl";
    private static final String PLACE = ".codex/sessions/2026/07/06/" + NAME;
    private static final List<String> PLAN = List.of(
            "LISTED in_progress 2026-07-06T02:25:03Z Add retry",
            "LISTED pending 2026-07-06T02:25:03Z Test it",
            "DROPPED pending 2026-07-06T02:26:03Z Test it",
            "LISTED completed 2026-07-06T02:26:03Z Add retry",
            "LISTED pending 2026-07-06T02:26:03Z Write it down");

    private final CodexRollouts source = new CodexRollouts();

    @TempDir
    private Path directory;

    private AgentHome home;

    @BeforeEach
    void begin() {
        home = new AgentHome(directory);
    }

    @Test
    void plans_are_read_and_the_last_one_wins() throws IOException {
        home.put("codex/plan.jsonl", PLACE);
        SessionReading session = AgentHome.session(home.only(source));
        assertThat(session.id()).isEqualTo(THREAD);
        assertThat(AgentHome.claims(session)).isEqualTo(PLAN);
        assertThat(session.listed()).containsExactlyInAnyOrder("Add retry", "Write it down");
        assertThat(session.facts())
                .isEqualTo(new SessionFacts(
                        "/home/kim/app",
                        "git@host:kim/app.git",
                        "main",
                        Instant.parse("2026-07-06T02:25:00Z"),
                        Instant.parse("2026-07-06T02:27:00Z")));
    }

    @Test
    void of_scripts_only_a_literal_plan_that_did_not_fail_counts() throws IOException {
        home.put("codex/code-mode.jsonl", PLACE);
        assertThat(AgentHome.claims(AgentHome.session(home.only(source))))
                .containsExactly("LISTED in_progress 2026-08-01T08:00:01Z Add retry");
    }

    @Test
    void a_sub_agent_is_a_session_of_its_own_and_a_token_in_a_url_is_not_kept() throws IOException {
        home.put("codex/subagent.jsonl", ".codex/archived_sessions/" + NAME);
        Reading reading = home.only(source);
        SessionReading session = AgentHome.session(reading);
        assertThat(session.id()).isEqualTo(THREAD + "#019d0000-0000-7000-8000-000000000004");
        assertThat(session.facts().directory()).isEqualTo("/home/kim/app");
        assertThat(session.facts().remote()).isEqualTo("https://host.example/kim/app.git");
        assertThat(reading.resume()).doesNotContain("ghp_secret");
        assertThat(AgentHome.claims(session))
                .containsExactly("LISTED in_progress 2026-08-02T08:00:03Z Look into the uploader");
    }

    @Test
    void failed_calls_do_not_count_and_an_unanswered_one_only_once_the_session_went_on() throws IOException {
        Path rollout = home.put("codex/failed.jsonl", PLACE);
        Reading first = home.only(source);
        assertThat(AgentHome.claims(AgentHome.session(first)))
                .containsExactly("LISTED pending 2026-08-03T08:00:05Z Planned without an answer");
        Files.writeString(
                rollout,
                "{\"timestamp\":\"2026-08-03T08:00:08.000Z\",\"type\":\"response_item\",\"payload\":"
                        + "{\"type\":\"function_call_output\",\"call_id\":\"f4\",\"output\":\"Plan updated\"}}\n",
                StandardOpenOption.APPEND);
        SessionReading second = AgentHome.session(again(rollout, first));
        assertThat(AgentHome.claims(second))
                .containsExactly(
                        "DROPPED pending 2026-08-03T08:00:07Z Planned without an answer",
                        "LISTED pending 2026-08-03T08:00:07Z Still open");
        assertThat(second.facts().directory()).isEqualTo("/home/kim/app");
        assertThat(second.facts().active()).isEqualTo(Instant.parse("2026-08-03T08:00:08Z"));
    }

    @Test
    void a_plan_that_was_taken_but_cannot_be_understood_is_a_problem() throws IOException {
        Path rollout = home.put("codex/plan.jsonl", PLACE);
        Files.writeString(rollout, Files.readString(rollout).replace("\\\"plan\\\":[", "\\\"plan\\\":7,\\\"x\\\":["));
        Reading reading = home.only(source);
        assertThat(reading.good()).isTrue();
        assertThat(reading.problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.what()).contains("the plan of a call"));
    }

    @Test
    void a_packed_rollout_is_read_like_a_plain_one() throws IOException {
        Path packed = pack(AgentHome.text("codex/plan.jsonl").getBytes(StandardCharsets.UTF_8));
        Reading reading = home.only(source);
        SessionReading session = AgentHome.session(reading);
        assertThat(AgentHome.claims(session)).isEqualTo(PLAN);
        SessionReading second = AgentHome.session(again(packed, reading));
        assertThat(AgentHome.claims(second)).isEqualTo(PLAN);
        assertThat(second.listed()).containsExactlyInAnyOrder("Add retry", "Write it down");
    }

    @Test
    void of_a_packed_and_a_plain_rollout_the_plain_one_is_found() throws IOException {
        pack(new byte[0]);
        Path plain = home.put("codex/plan.jsonl", PLACE);
        assertThat(Finds.of(source, directory, Map.of()).files()).containsOnlyKeys(plain);
    }

    @Test
    void a_packed_rollout_cut_anywhere_is_whole_or_a_problem() throws IOException {
        Path packed = pack(AgentHome.text("codex/plan.jsonl").getBytes(StandardCharsets.UTF_8));
        byte[] whole = Files.readAllBytes(packed);
        for (int length = 0; length < whole.length; length++) {
            Files.write(packed, Arrays.copyOf(whole, length));
            Reading reading = home.only(source);
            assertThat(reading.good()).as("cut at %d", length).isFalse();
            assertThat(reading.problems()).hasSize(1);
        }
    }

    @Test
    void what_unpacks_to_too_much_is_a_problem() throws IOException {
        Path packed = pack(new byte[1 << 20]);
        Stamp stamp = new Stamp(Files.size(packed), 0, 0);
        Reading reading = CodexRollouts.packed(new ReadRequest(packed, stamp, Map.of(), null), (1 << 20) - 1);
        assertThat(reading.good()).isFalse();
        assertThat(reading.problems().get(0).what()).contains("unpacks to more than 1048575 bytes");
    }

    @Test
    void a_rollout_without_a_first_line_is_named_by_its_file() throws IOException {
        Path rollout = home.put("codex/plan.jsonl", PLACE);
        String text = Files.readString(rollout);
        Files.writeString(rollout, text.substring(text.indexOf('\n') + 1));
        assertThat(AgentHome.session(home.only(source)).id()).isEqualTo(THREAD);
    }

    @Test
    void files_of_other_names_are_no_rollouts() throws IOException {
        home.put("codex/plan.jsonl", ".codex/sessions/2026/07/06/notes.jsonl");
        home.put("codex/plan.jsonl", ".codex/session_index.jsonl");
        assertThat(Finds.of(source, directory, Map.of()).files()).isEmpty();
    }

    private Path pack(byte[] text) throws IOException {
        Path packed = directory.resolve(PLACE + ".zst");
        Files.createDirectories(packed.resolveSibling("."));
        return Files.write(packed, Zstd.compress(text));
    }

    private Reading again(Path rollout, Reading last) throws IOException {
        Stamp stamp = home.stamp(source, rollout);
        SessionReading session = last.sessions().get(0);
        return source.read(new ReadRequest(rollout, stamp, Map.of(session.id(), session.listed()), last.resume()));
    }
}
