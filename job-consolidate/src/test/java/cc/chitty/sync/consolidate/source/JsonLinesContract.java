package cc.chitty.sync.consolidate.source;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.todo.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every source keeps to whose files grow line by line. */
public abstract class JsonLinesContract extends SessionSourceContract {

    private static final List<Said> NEXT = List.of(Said.completed("Écrire le test"), Said.pending("A further one"));

    /** A line of the kind that makes the source look into it, cut off in the middle; without its newline. */
    protected abstract String damagedLine();

    @Test
    void reads_on_where_it_ended() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        Reading first = read(found);
        long before = Files.size(found);
        write(agentDirectory(home), NEXT);
        Reading second = readAgain(found, first);
        assertThat(second.bytes()).isEqualTo(Files.size(found) - before);
        assertThat(said(second).listed()).containsExactlyInAnyOrderElementsOf(contents(NEXT));
    }

    @Test
    void reading_on_after_any_cut_tells_what_one_reading_tells() throws IOException {
        write(agentDirectory(home), LIST);
        Path found = write(agentDirectory(home), NEXT);
        byte[] whole = Files.readAllBytes(found);
        Map<String, Status> expected = statuses(read(found));
        for (int length = 0; length <= whole.length; length++) {
            Files.write(found, Arrays.copyOf(whole, length));
            Reading first = read(found);
            assertThat(first.problems()).as("cut at %d", length).isEmpty();
            Files.write(found, Arrays.copyOfRange(whole, length, whole.length), StandardOpenOption.APPEND);
            Reading second = readAgain(found, first);
            assertThat(said(second).listed()).containsExactlyInAnyOrderElementsOf(contents(NEXT));
            assertThat(statusesOf(first, second)).as("cut at %d", length).isEqualTo(expected);
        }
    }

    @Test
    void a_file_that_was_cut_is_read_from_its_start() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        byte[] earlier = Files.readAllBytes(found);
        write(agentDirectory(home), NEXT);
        Reading first = read(found);
        Files.write(found, earlier);
        Reading second = readAgain(found, first);
        assertThat(second.bytes()).isEqualTo(earlier.length);
        assertThat(said(second).listed()).containsExactlyInAnyOrderElementsOf(contents(LIST));
    }

    @Test
    void a_file_that_was_replaced_is_read_from_its_start() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        Reading first = read(found);
        Path copy = found.resolveSibling("copy");
        Files.copy(found, copy);
        remove(found);
        Files.move(copy, found);
        assertThat(readAgain(found, first).bytes()).isEqualTo(Files.size(found));
    }

    @Test
    void other_bytes_before_the_mark_mean_another_file() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        Reading first = read(found);
        byte[] bytes = Files.readAllBytes(found);
        bytes[bytes.length - 1] = ' ';
        Files.write(found, bytes);
        Files.writeString(found, "\n", StandardOpenOption.APPEND);
        assertThat(readAgain(found, first).bytes()).isEqualTo(Files.size(found));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mark", "{}", "{\"mark\":\"9:9:9:9\"}", "[", "null", "{\"mark\":null,\"chains\":3}"})
    void what_another_version_left_means_reading_from_the_start(String resume) throws IOException {
        Path found = write(agentDirectory(home), LIST);
        Reading reading = source().read(new ReadRequest(found, stamp(found), Map.of(), resume));
        assertThat(reading.bytes()).isEqualTo(Files.size(found));
        assertThat(statuses(reading)).isEqualTo(statuses(LIST));
    }

    @Test
    void a_damaged_line_is_a_problem_and_the_others_are_read() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        long offset = Files.size(found);
        Files.writeString(found, damagedLine() + "\n", StandardOpenOption.APPEND);
        write(agentDirectory(home), NEXT);
        Reading reading = read(found);
        assertThat(reading.good()).isTrue();
        assertThat(reading.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.where()).isEqualTo(found.toString());
            assertThat(problem.what()).contains("byte " + offset);
        });
        assertThat(said(reading).listed()).containsExactlyInAnyOrderElementsOf(contents(NEXT));
    }

    @Test
    void a_last_line_that_is_half_written_is_no_problem() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        Files.writeString(found, damagedLine(), StandardOpenOption.APPEND);
        Reading reading = read(found);
        assertThat(reading.problems()).isEmpty();
        assertThat(statuses(reading)).isEqualTo(statuses(LIST));
    }

    @Test
    void lines_that_are_not_json_are_problems_not_exceptions() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        lines.write("[".repeat(10_000).getBytes(StandardCharsets.UTF_8));
        lines.write("\n\n \n\u0000\u0000\n42\n[]\n\"text\"\n".getBytes(StandardCharsets.UTF_8));
        lines.write(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}', '\n'});
        Files.write(found, concatenated(lines.toByteArray(), Files.readAllBytes(found)));
        Reading reading = read(found);
        assertThat(reading.good()).isTrue();
        assertThat(reading.problems()).allMatch(problem -> problem.where().equals(found.toString()));
        assertThat(statuses(reading)).isEqualTo(statuses(LIST));
    }

    @Test
    void an_empty_file_says_nothing() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        Files.write(found, new byte[0]);
        Reading reading = read(found);
        assertThat(reading.good()).isTrue();
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.sessions()).allMatch(said -> said.claims().isEmpty());
    }

    @Test
    void a_byte_order_mark_is_accepted() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        Files.writeString(found, "\uFEFF" + Files.readString(found));
        Reading reading = read(found);
        assertThat(reading.problems()).isEmpty();
        assertThat(statuses(reading)).isEqualTo(statuses(LIST));
    }

    private Map<String, Status> statusesOf(Reading first, Reading second) {
        Map<String, Status> statuses = new HashMap<>();
        if (first.sessions().stream().anyMatch(said -> said.id().equals(session()))) {
            statuses.putAll(statuses(first));
        }
        statuses.putAll(statuses(second));
        statuses.keySet().retainAll(said(second).listed());
        return statuses;
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
