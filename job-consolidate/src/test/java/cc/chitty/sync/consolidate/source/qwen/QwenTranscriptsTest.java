package cc.chitty.sync.consolidate.source.qwen;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.source.AgentHome;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.Stamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QwenTranscriptsTest {

    private static final String PLACE = ".qwen/projects/-home-kim-app/chats/c0ffee.jsonl";

    private final QwenTranscripts source = new QwenTranscripts();

    @TempDir
    private Path directory;

    @Test
    void a_transcript_tells_where_and_when_its_session_ran() throws IOException {
        AgentHome home = new AgentHome(directory);
        home.put("qwen/chat.jsonl", PLACE);
        SessionReading session = AgentHome.session(home.only(source));
        assertThat(session)
                .isEqualTo(new SessionReading("c0ffee", facts("2026-08-10T09:00:05Z", "retry"), List.of(), List.of()));
    }

    @Test
    void reading_on_keeps_what_is_known_and_sees_the_newest_line() throws IOException {
        Path chat = new AgentHome(directory).put("qwen/chat.jsonl", PLACE);
        Reading first = read(chat, null);
        Files.writeString(
                chat,
                "{\"uuid\":\"u3\",\"parentUuid\":\"u2\",\"timestamp\":\"2026-08-10T09:01:00.000Z\",\"cwd\":\"/tmp\","
                        + "\"gitBranch\":\"main\"}\n{\"half",
                StandardOpenOption.APPEND);
        Reading second = read(chat, first.resume());
        assertThat(AgentHome.session(second).facts()).isEqualTo(facts("2026-08-10T09:01:00Z", "main"));
        assertThat(second.bytes()).isLessThan(first.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "null", "{}", "{\"mark\":\"1:1:1:1\"}"})
    void what_another_version_left_means_reading_from_the_start(String resume) throws IOException {
        Path chat = new AgentHome(directory).put("qwen/chat.jsonl", PLACE);
        assertThat(AgentHome.session(read(chat, resume)).facts()).isEqualTo(facts("2026-08-10T09:00:05Z", "retry"));
    }

    private Reading read(Path chat, @Nullable String resume) throws IOException {
        Stamp stamp = new AgentHome(directory).stamp(source, chat);
        return source.read(new ReadRequest(chat, stamp, Map.of(), resume));
    }

    private static SessionFacts facts(String active, String branch) {
        return new SessionFacts(
                "/home/kim/app", null, branch, Instant.parse("2026-08-10T09:00:00Z"), Instant.parse(active));
    }
}
