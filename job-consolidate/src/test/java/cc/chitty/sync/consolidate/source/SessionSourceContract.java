package cc.chitty.sync.consolidate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Claim.Kind;
import cc.chitty.sync.consolidate.todo.Content;
import cc.chitty.sync.consolidate.todo.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every source keeps to. A source's test says how its agent writes one session's list; the agent's directory is
 * the one which its environment variable names.
 */
public abstract class SessionSourceContract {

    protected static final List<Said> LIST =
            List.of(Said.completed("Read the loader"), Said.inProgress("Écrire le test"), Said.pending("Write docs"));

    @TempDir
    protected Path home;

    protected abstract SessionSource source();

    /** The id of the session whose list {@link #write} writes. */
    protected abstract String session();

    /** The environment variable that names the agent's directory. */
    protected abstract String variable();

    /** The agent's directory below a home directory where the variable is not set. */
    protected abstract Path agentDirectory(Path home);

    /** Writes the session's whole list as the agent does, over what it wrote before; the path which is then found. */
    protected abstract Path write(Path agentDirectory, List<Said> list) throws IOException;

    /** Removes what {@link #write} wrote. */
    protected abstract void remove(Path found) throws IOException;

    /** Writes a list so that a path has {@code name} in it; null where an agent never does. */
    protected abstract @Nullable Path writeNamed(Path agentDirectory, String name, List<Said> list) throws IOException;

    /** What becomes of a line that is missing from a list which has others. */
    protected Kind missing() {
        return Kind.DROPPED;
    }

    @Test
    void finds_nothing_where_nothing_is() {
        Finds finds = Finds.of(source(), home, Map.of());
        assertThat(finds.files()).isEmpty();
        assertThat(finds.problems()).isEmpty();
    }

    @Test
    void finds_and_reads_a_list() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        Reading reading = read(found);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.good()).isTrue();
        assertThat(reading.bytes()).isPositive();
        assertThat(statuses(reading)).isEqualTo(statuses(LIST));
        assertThat(said(reading).listed()).containsExactlyInAnyOrderElementsOf(contents(LIST));
    }

    @Test
    void reading_changes_no_file() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        Map<String, String> before = tree();
        read(found);
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void an_unchanged_file_has_an_equal_stamp() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        assertThat(stamp(found)).isEqualTo(stamp(found));
    }

    @Test
    void a_rewritten_file_has_a_different_stamp() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        Stamp before = stamp(found);
        write(agentDirectory(home), List.of(Said.pending("Something of another length")));
        assertThat(stamp(found)).isNotEqualTo(before);
    }

    @Test
    void what_is_missing_from_a_list_with_others_is_told() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        Reading first = read(found);
        write(agentDirectory(home), LIST.subList(0, 1));
        Reading second = readAgain(found, first);
        assertThat(kinds(second))
                .containsEntry("Read the loader", Kind.LISTED)
                .containsEntry("Écrire le test", missing())
                .containsEntry("Write docs", missing());
        assertThat(said(second).listed()).containsExactly("Read the loader");
    }

    @Test
    void what_is_missing_from_an_emptied_list_has_vanished() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        Reading first = read(found);
        write(agentDirectory(home), List.of());
        Reading second = readAgain(found, first);
        assertThat(kinds(second)).hasSize(3);
        assertThat(kinds(second).values()).containsOnly(Kind.VANISHED);
        assertThat(said(second).listed()).isEmpty();
    }

    @Test
    void of_two_lines_with_one_content_the_further_one_counts() throws IOException {
        Path found = write(
                agentDirectory(home), List.of(Said.pending("Same"), Said.completed(" Same "), Said.inProgress("Same")));
        assertThat(statuses(read(found))).isEqualTo(Map.of("Same", Status.COMPLETED));
    }

    @Test
    void lines_without_text_are_no_todos() throws IOException {
        Path found = write(agentDirectory(home), List.of(Said.pending("  \t"), Said.pending("Real")));
        assertThat(said(read(found)).listed()).containsExactly("Real");
    }

    @Test
    void reading_an_unchanged_file_again_takes_nothing_away() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        Reading first = read(found);
        Reading second = readAgain(found, first);
        assertThat(kinds(second).values()).allMatch(kind -> kind == Kind.LISTED);
        assertThat(said(second).listed()).containsExactlyInAnyOrderElementsOf(contents(LIST));
    }

    @Test
    void a_full_reading_of_what_was_read_before_takes_nothing_away() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        Reading first = read(found);
        Reading second = source().read(new ReadRequest(found, stamp(found), listed(first), null));
        assertThat(kinds(second).values()).allMatch(kind -> kind == Kind.LISTED);
        assertThat(said(second).listed()).containsExactlyInAnyOrderElementsOf(contents(LIST));
    }

    @Test
    void follows_the_agents_variable() throws IOException {
        Path elsewhere = home.resolve("else where");
        Path found = write(elsewhere, LIST);
        Map<String, String> environment = Map.of(variable(), elsewhere.toString());
        assertThat(Finds.of(source(), home, environment).files()).containsKey(found);
        assertThat(Finds.of(source(), home, Map.of()).files()).isEmpty();
    }

    @Test
    void names_with_newlines_are_names() throws IOException {
        Path found = writeNamed(agentDirectory(home), "two\nlines", LIST);
        if (found == null) {
            return;
        }
        Reading reading = read(found);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.sessions()).hasSize(1);
        assertThat(reading.sessions().get(0).listed()).hasSize(3);
    }

    @Test
    void a_file_that_vanished_after_it_was_found_is_an_exception() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        ReadRequest request = new ReadRequest(found, stamp(found), Map.of(), null);
        remove(found);
        assertThatThrownBy(() -> source().read(request)).isInstanceOf(NoSuchFileException.class);
    }

    /** Reads a file for the first time. */
    protected final Reading read(Path found) throws IOException {
        return source().read(new ReadRequest(found, stamp(found), Map.of(), null));
    }

    /** Reads a file after {@code last}. */
    protected final Reading readAgain(Path found, Reading last) throws IOException {
        return source().read(new ReadRequest(found, stamp(found), listed(last), last.resume()));
    }

    /** The stamp with which a file is found. */
    protected final Stamp stamp(Path found) {
        Finds finds = Finds.of(source(), home, Map.of());
        assertThat(finds.problems()).isEmpty();
        assertThat(finds.files()).containsKey(found);
        return Objects.requireNonNull(finds.files().get(found));
    }

    /** What a reading says of the session that the test wrote. */
    protected final SessionReading said(Reading reading) {
        List<SessionReading> ours = reading.sessions().stream()
                .filter(said -> said.id().equals(session()))
                .toList();
        assertThat(ours).as("what is said of %s in %s", session(), reading).hasSize(1);
        return ours.get(0);
    }

    protected static Map<String, List<String>> listed(Reading reading) {
        Map<String, List<String>> listed = new HashMap<>();
        reading.sessions().forEach(said -> listed.put(said.id(), said.listed()));
        return listed;
    }

    /** The last kind of claim about each compared content. */
    protected final Map<String, Kind> kinds(Reading reading) {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        said(reading).claims().forEach(claim -> kinds.put(Content.compared(claim.text()), claim.kind()));
        return kinds;
    }

    /** The last status of each compared content that is listed in the end. */
    protected final Map<String, Status> statuses(Reading reading) {
        Map<String, Status> statuses = new HashMap<>();
        for (Claim claim : said(reading).claims()) {
            statuses.put(Content.compared(claim.text()), claim.status());
        }
        statuses.keySet().retainAll(said(reading).listed());
        return statuses;
    }

    protected static Map<String, Status> statuses(List<Said> list) {
        Map<String, Status> statuses = new HashMap<>();
        list.forEach(said -> statuses.put(Content.compared(said.text()), said.status()));
        return statuses;
    }

    protected static List<String> contents(List<Said> list) {
        return list.stream().map(said -> Content.compared(said.text())).toList();
    }

    /** Every file's bytes and time. */
    private Map<String, String> tree() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(home)) {
            for (Path path : paths.toList()) {
                String content = Files.isRegularFile(path) ? Arrays.toString(Files.readAllBytes(path)) : "";
                tree.put(path.toString(), Files.getLastModifiedTime(path) + content);
            }
        }
        return tree;
    }
}
