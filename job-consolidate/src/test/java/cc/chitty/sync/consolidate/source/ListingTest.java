package cc.chitty.sync.consolidate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListingTest {

    @TempDir
    private Path root;

    private final Finds finds = new Finds();

    @Test
    void a_directory_that_is_not_there_is_no_problem() {
        assertThat(new Listing(finds).of(root.resolve("none"))).isEmpty();
        assertThat(tree(root.resolve("none"))).isEmpty();
        assertThat(finds.problems()).isEmpty();
    }

    @Test
    void a_file_where_a_directory_should_be_is_a_problem() throws IOException {
        Path file = Files.createFile(root.resolve("file"));
        assertThat(new Listing(finds).of(file)).isEmpty();
        assertThat(finds.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.where()).isEqualTo(file.toString());
            assertThat(problem.what()).isEqualTo("not a directory");
        });
    }

    @Test
    void links_to_files_are_followed_and_broken_ones_are_problems() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "12345");
        Files.createSymbolicLink(root.resolve("link"), file);
        Path broken = Files.createSymbolicLink(root.resolve("broken"), root.resolve("none"));
        Path itself = Files.createSymbolicLink(root.resolve("itself"), root.resolve("itself"));
        assertThat(new Listing(finds).of(root))
                .extracting(Listing.Entry::name, entry -> entry.stamp().size())
                .containsExactly(tuple("file", 5L), tuple("link", 5L));
        assertThat(finds.problems())
                .extracting(problem -> problem.where())
                .containsExactlyInAnyOrder(broken.toString(), itself.toString());
    }

    @Test
    void a_broken_link_where_a_directory_should_be_is_a_problem() throws IOException {
        Path broken = Files.createSymbolicLink(root.resolve("broken"), root.resolve("none"));
        assertThat(tree(broken)).isEmpty();
        assertThat(finds.problems()).hasSize(1);
    }

    @Test
    void directories_that_link_to_each_other_are_walked_once() throws IOException {
        Path deep = Files.createDirectories(root.resolve("a/b"));
        Files.createFile(deep.resolve("file"));
        Files.createSymbolicLink(deep.resolve("up"), root);
        Files.createSymbolicLink(root.resolve("z"), root.resolve("a"));
        assertThat(tree(root)).containsExactly(deep.resolve("file"));
        assertThat(finds.problems()).isEmpty();
    }

    @Test
    void names_that_are_not_utf_8_are_problems_and_the_others_are_listed() throws Exception {
        Files.createFile(root.resolve("fine\uFFFD"));
        Process touch = new ProcessBuilder("sh", "-c", "touch \"$(printf 'bad\\377name')\"")
                .directory(root.toFile())
                .inheritIO()
                .start();
        assertThat(touch.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(new Listing(finds).of(root)).extracting(Listing.Entry::name).containsExactly("fine\uFFFD");
        assertThat(finds.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains("not valid UTF-8"));
    }

    private List<Path> tree(Path directory) {
        List<Path> files = new ArrayList<>();
        new Listing(finds).tree(directory, entry -> files.add(entry.path()));
        return files;
    }
}
