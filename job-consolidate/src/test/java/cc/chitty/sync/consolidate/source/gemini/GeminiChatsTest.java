package cc.chitty.sync.consolidate.source.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.source.AgentHome;
import cc.chitty.sync.consolidate.source.Finds;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GeminiChatsTest {

    private static final String SESSION = "1a2b3c4d-0000-4000-8000-000000000001";
    private static final String PLACE = ".gemini/tmp/app/chats/session-2026-08-20T10-15-1a2b3c4d.jsonl";
    /** SHA-256 of /home/kim/app. */
    private static final String DIGEST = "91ecd2a73a34aba0237c401208ba700ba83054c333a50a89008f6bfaf301e3cf";

    private final GeminiChats source = new GeminiChats();

    @TempDir
    private Path directory;

    private AgentHome home;

    @BeforeEach
    void begin() {
        home = new AgentHome(directory);
    }

    @Test
    void lists_are_read_with_the_times_of_their_calls_and_failed_calls_do_not_count() throws IOException {
        home.put("gemini/session.jsonl", PLACE);
        registry("{\"projects\":{\"/home/kim/app\":\"app\",\"/home/kim/other\":\"other\"}}");
        SessionReading session = AgentHome.session(home.only(source));
        assertThat(session.id()).isEqualTo(SESSION);
        assertThat(AgentHome.claims(session))
                .containsExactly(
                        "LISTED in_progress 2026-08-20T10:15:08Z Add retry",
                        "LISTED completed 2026-08-20T10:17:01Z Add retry",
                        "LISTED pending 2026-08-20T10:17:01Z Ask Kim (blocked)",
                        "LISTED completed 2026-08-20T10:17:01Z Rewrite it (cancelled)");
        assertThat(session.facts())
                .isEqualTo(new SessionFacts(
                        "/home/kim/app",
                        null,
                        null,
                        Instant.parse("2026-08-20T10:15:00Z"),
                        Instant.parse("2026-08-20T10:17:02Z")));
    }

    @Test
    void rewound_messages_do_not_count_and_what_only_they_listed_has_vanished() throws IOException {
        Path chat = home.put("gemini/rewound.jsonl", PLACE);
        Map<String, List<String>> listed = Map.of(SESSION, List.of("Add retry", "Ask Kim"));
        Reading reading = source.read(new ReadRequest(chat, home.stamp(source, chat), listed, null));
        SessionReading session = AgentHome.session(reading);
        assertThat(AgentHome.claims(session))
                .containsExactly(
                        "LISTED in_progress 2026-08-20T10:15:08Z Add retry",
                        "VANISHED pending " + AgentHome.WRITTEN + " Ask Kim");
        assertThat(session.listed()).containsExactly("Add retry");
    }

    @Test
    void rewinding_to_an_unknown_message_removes_all() throws IOException {
        Path chat = home.put("gemini/session.jsonl", PLACE);
        Files.writeString(chat, Files.readString(chat) + "{\"$rewindTo\":\"who\"}\n");
        assertThat(AgentHome.session(home.only(source)).claims()).isEmpty();
    }

    @Test
    void compressing_a_conversation_does_not_empty_its_list() throws IOException {
        home.put("gemini/compressed.jsonl", PLACE);
        assertThat(AgentHome.session(home.only(source)).listed()).containsExactly("Add retry");
    }

    @Test
    void replaced_messages_replace_their_lists_and_an_empty_list_clears() throws IOException {
        home.put("gemini/replaced.jsonl", PLACE);
        assertThat(AgentHome.claims(AgentHome.session(home.only(source))))
                .containsExactly(
                        "LISTED pending 2026-08-20T10:15:08Z Add retry",
                        "VANISHED pending 2026-08-20T10:21:01Z Add retry");
    }

    @Test
    void a_document_of_before_is_read_and_its_directory_found_by_the_digest_of_a_known_root() throws IOException {
        home.put("gemini/legacy.json", ".gemini/tmp/" + DIGEST + "/chats/session-2025-11-20T10-15-1a2b3c4d.json");
        registry("{\"projects\":{\"/home/kim/app\":\"app\"}}");
        SessionReading session = AgentHome.session(home.only(source));
        assertThat(session.id()).isEqualTo("1a2b3c4d-0000-4000-8000-000000000005");
        assertThat(session.facts().directory()).isEqualTo("/home/kim/app");
        assertThat(AgentHome.claims(session)).containsExactly("LISTED pending 2025-11-20T10:15:08Z Add retry");
    }

    @Test
    void a_document_that_was_resumed_is_read_as_lines_only() throws IOException {
        home.put("gemini/legacy.json", PLACE.replace(".jsonl", ".json"));
        Path lines = home.put("gemini/session.jsonl", PLACE);
        assertThat(Finds.of(source, directory, Map.of()).files()).containsOnlyKeys(lines);
    }

    @Test
    void a_sub_agent_is_a_session_of_its_own_below_its_parent() throws IOException {
        home.put("gemini/session.jsonl", ".gemini/tmp/app/chats/parent-id/" + SESSION + ".jsonl");
        Files.writeString(directory.resolve(".gemini/tmp/app/.project_root"), "/home/kim/app\n");
        SessionReading session = AgentHome.session(home.only(source));
        assertThat(session.id()).isEqualTo("parent-id#" + SESSION);
        assertThat(session.facts().directory()).isEqualTo("/home/kim/app");
    }

    @Test
    void a_damaged_registry_is_a_problem_and_the_list_is_read() throws IOException {
        home.put("gemini/session.jsonl", PLACE);
        registry("{\"projects\":");
        Reading reading = home.only(source);
        assertThat(reading.good()).isTrue();
        assertThat(reading.problems()).hasSize(1);
        assertThat(reading.problems().get(0).where()).endsWith("projects.json");
        assertThat(reading.sessions().get(0).listed()).hasSize(3);
    }

    @Test
    void lines_that_name_no_session_are_a_problem() throws IOException {
        Path chat = home.put("gemini/session.jsonl", PLACE);
        String text = Files.readString(chat);
        Files.writeString(chat, text.substring(text.indexOf('\n') + 1));
        Reading reading = home.only(source);
        assertThat(reading.good()).isFalse();
        assertThat(reading.problems().get(0).what()).isEqualTo("no sessionId");
    }

    private void registry(String text) throws IOException {
        Files.writeString(directory.resolve(".gemini/projects.json"), text);
    }
}
