package cc.chitty.sync.consolidate;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.source.Stamp;
import cc.chitty.sync.kernel.run.Problem;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceFilesTest extends FreshConsolidation {

    private static final int FILES = 5_000;

    private SourceFiles files;

    @BeforeEach
    void begins() {
        files = new SourceFiles(job.jdbc());
        files.forget();
        write(files, IntStream.range(0, FILES).mapToObj(SourceFilesTest::row).toList());
        files.keepDigests();
    }

    private static SourceFiles.Row row(int number) {
        return new SourceFiles.Row(
                null,
                "todos",
                path(number),
                new Stamp(number, number, number),
                true,
                "",
                Listings.NONE,
                FileProblems.NONE);
    }

    private static String path(int number) {
        return "/home/a/.claude/todos/" + number + ".json";
    }

    private static void write(SourceFiles to, List<SourceFiles.Row> rows) {
        to.write(rows, Instant.EPOCH);
    }

    private static BitSet parts(int... numbers) {
        BitSet parts = new BitSet();
        for (int number : numbers) {
            parts.set(PartDigests.Key.of("todos", path(number)).part());
        }
        return parts;
    }

    private static SourceFiles next() {
        return new SourceFiles(job.jdbc());
    }

    @Test
    void the_next_run_finds_the_digests_and_loads_the_files_of_a_part_alone() {
        SourceFiles next = next();
        PartDigests digests = Objects.requireNonNull(next.digests());
        assertThat(digests.rows()).isEqualTo(FILES);
        Map<String, KnownFile> some =
                Objects.requireNonNull(next.in(parts(7), digests).get("todos"));
        assertThat(some).containsKey(path(7)).hasSizeLessThan(50);
        assertThat(some.values()).allMatch(file -> parts(7).get(file.part()));
    }

    @Test
    void where_most_parts_are_wanted_no_file_of_another_part_comes_along() {
        SourceFiles next = next();
        BitSet most = new BitSet();
        most.set(1, PartDigests.PARTS);
        Map<String, KnownFile> loaded = Objects.requireNonNull(
                next.in(most, Objects.requireNonNull(next.digests())).get("todos"));
        assertThat(loaded).hasSizeGreaterThan(FILES / 2);
        assertThat(loaded.values()).noneMatch(file -> file.part() == 0);
    }

    @Test
    void a_run_that_dies_after_its_first_change_leaves_none() {
        SourceFiles dies = next();
        PartDigests digests = Objects.requireNonNull(dies.digests());
        KnownFile known = Objects.requireNonNull(
                Objects.requireNonNull(dies.in(parts(3), digests).get("todos")).get(path(3)));
        dies.distrust(List.of(known));
        assertThat(next().digests()).isNull();
    }

    @Test
    void a_run_that_loaded_everything_and_dies_leaves_none() {
        SourceFiles dies = next();
        KnownFile known = Objects.requireNonNull(
                Objects.requireNonNull(dies.all().get("todos")).get(path(3)));
        dies.remove(List.of(known));
        assertThat(next().digests()).isNull();
    }

    @Test
    void rows_that_somebody_else_took_away_are_noticed() {
        job.jdbc().update("delete from source_file where path = ?", path(9));
        assertThat(next().digests()).isNull();
    }

    @Test
    void digests_that_are_not_true_are_put_right_by_whoever_loads_their_part() {
        job.jdbc().update("update source_file set size = 77 where path = ?", path(9));
        SourceFiles next = next();
        PartDigests wrong = Objects.requireNonNull(next.digests());
        next.in(parts(9), wrong);
        next.keepDigests();
        PartDigests made = new PartDigests();
        next().all().values().forEach(all -> all.values().forEach(made::add));
        assertThat(Objects.requireNonNull(next().digests()).differing(made).stream())
                .isEmpty();
    }

    @Test
    void ids_go_on_after_those_that_are_there() {
        SourceFiles next = next();
        next.digests();
        write(next, List.of(row(FILES)));
        assertThat(job.number("select count(distinct id) from source_file")).isEqualTo(FILES + 1);
    }

    @Test
    void files_below_a_directory_are_found_whatever_is_in_its_name() {
        write(
                files,
                List.of(new SourceFiles.Row(
                        null,
                        "tasks",
                        "/home/a/100%_\uD83D\uDE80/x.json",
                        new Stamp(1, 1, 1),
                        true,
                        "",
                        Listings.NONE,
                        FileProblems.of(List.of(new Problem("x", "y"))))));
        assertThat(files.below("/home/a/100%_\uD83D\uDE80"))
                .extracting(KnownFile::path)
                .containsExactly("/home/a/100%_\uD83D\uDE80/x.json");
        assertThat(files.below("/home/a/100%_")).isEmpty();
        assertThat(files.below("/home/a/.claude/todos")).hasSize(FILES);
    }
}
