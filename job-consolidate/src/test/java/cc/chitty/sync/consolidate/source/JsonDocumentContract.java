package cc.chitty.sync.consolidate.source;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Claim.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every source keeps to whose files are JSON documents: damage is a problem, and takes nothing away. */
public abstract class JsonDocumentContract extends SessionSourceContract {

    private static final int DEEP = 10_000;

    /** The file to damage of what was found; the found one itself, unless several are read as one. */
    protected Path document(Path found) throws IOException {
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n\t ",
                "null",
                "42",
                "\"text\"",
                "true",
                "[[]]",
                "[42]",
                "{\"a\":1,\"a\":2}",
                "[] []",
                "[]x",
                "{",
                "[",
                "<<<<<<< ours\n[]\n=======\n[]\n>>>>>>> theirs\n",
                "\u0000\u0000\u0000\u0000"
            })
    void what_is_no_such_document_is_a_problem_and_takes_nothing_away(String damage) throws IOException {
        damaged(damage.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void deep_nesting_is_a_problem() throws IOException {
        damaged("[".repeat(DEEP).getBytes(StandardCharsets.UTF_8));
        damaged(("[".repeat(DEEP) + "]".repeat(DEEP)).getBytes(StandardCharsets.UTF_8));
        damaged("{\"todos\":".repeat(DEEP).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void bytes_that_are_not_utf_8_are_a_problem() throws IOException {
        Path document = document(write(agentDirectory(home), LIST));
        byte[] bytes = Files.readAllBytes(document);
        for (byte wrong : new byte[] {(byte) 0xff, (byte) 0xc0, (byte) 0xed}) {
            byte[] damage = bytes.clone();
            damage[bytes.length / 2] = wrong;
            damaged(damage);
        }
    }

    @Test
    void a_byte_order_mark_is_accepted() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        Path document = document(found);
        Files.writeString(document, "\uFEFF" + Files.readString(document));
        Reading reading = read(found);
        assertThat(reading.problems()).isEmpty();
        assertThat(statuses(reading)).isEqualTo(statuses(LIST));
    }

    @Test
    void a_file_cut_anywhere_is_whole_or_a_problem() throws IOException {
        byte[] whole = Files.readAllBytes(document(write(agentDirectory(home), LIST)));
        for (int length = 0; length < whole.length; length++) {
            Path found = write(agentDirectory(home), LIST);
            Reading before = read(found);
            Files.write(document(found), Arrays.copyOf(whole, length));
            Reading reading = readAgain(found, before);
            if (reading.problems().isEmpty()) {
                assertThat(statuses(reading)).as("cut at %d", length).isEqualTo(statuses(LIST));
            } else {
                takesNothingAway(reading);
            }
        }
    }

    private void damaged(byte[] damage) throws IOException {
        Path found = write(agentDirectory(home), LIST);
        Reading before = read(found);
        Path document = document(found);
        Files.write(document, damage);
        Reading reading = readAgain(found, before);
        assertThat(reading.problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.where()).contains(document.toString());
            assertThat(problem.what()).isNotBlank();
        });
        takesNothingAway(reading);
    }

    /** Either the last good state stays as a whole, or the reading itself says that all of it is still listed. */
    private void takesNothingAway(Reading reading) {
        assertThat(reading.sessions())
                .flatExtracting(SessionReading::claims)
                .extracting(Claim::kind)
                .allMatch(kind -> kind == Kind.LISTED);
        if (reading.good()) {
            assertThat(said(reading).listed()).containsExactlyInAnyOrderElementsOf(contents(LIST));
        }
    }
}
