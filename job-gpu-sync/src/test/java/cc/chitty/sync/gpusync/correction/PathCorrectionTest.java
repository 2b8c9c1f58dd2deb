package cc.chitty.sync.gpusync.correction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.gpusync.reconcile.Side;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathCorrectionTest {

    private static final PathCorrection CORRECTION = PathCorrection.of(List.of(
            new PathPair("/Users/kim", "/home/kim"),
            new PathPair("/Users/kim/code/app", "/home/kim/work/app"),
            new PathPair("/opt/models", "/data/shared/models")));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
        the home                        | /Users/kim                    | /home/kim
        a path in it                    | /Users/kim/x/y.txt            | /home/kim/x/y.txt
        in a sentence                   | see /Users/kim. Then          | see /home/kim. Then
        in JSON                         | {"cwd":"/Users/kim/a","n":1}  | {"cwd":"/home/kim/a","n":1}
        behind an escaped line end      | "out:\\n/Users/kim/a\\n"      | "out:\\n/home/kim/a\\n"
        behind an escaped quote         | "\\"/Users/kim\\""            | "\\"/home/kim\\""
        behind an escaped sign          | "\\u003e/Users/kim"           | "\\u003e/home/kim"
        in a list of paths              | PATH=/Users/kim/bin:/Users/kim/b | PATH=/home/kim/bin:/home/kim/b
        in an address                   | file:///Users/kim/a           | file:///home/kim/a
        a mention                       | look at @/Users/kim/a         | look at @/home/kim/a
        in a first line                 | #!/Users/kim/bin/python       | #!/home/kim/bin/python
        with escaped slashes            | "\\/Users\\/kim\\/a"          | "\\/home\\/kim\\/a"
        with escaped slashes in an address | "file:\\/\\/\\/Users\\/kim" | "file:\\/\\/\\/home\\/kim"
        a rule of permissions           | "Read(//Users/kim/code/**)"   | "Read(//home/kim/code/**)"
        a rule with escaped slashes     | "Edit(\\/\\/Users\\/kim\\/a)"  | "Edit(\\/\\/home\\/kim\\/a)"
        a rule of a project             | Edit(//Users/kim/code/app/src) | Edit(//home/kim/work/app/src)
        a project                       | /Users/kim/code/app/src       | /home/kim/work/app/src
        a project with escaped slashes  | "\\/Users\\/kim\\/code\\/app" | "\\/home\\/kim\\/work\\/app"
        beside the project              | /Users/kim/code/apple         | /home/kim/code/apple
        outside the home                | /opt/models/a                 | /data/shared/models/a
        a session's file                | /Users/kim/.claude/projects/-Users-kim-x/1.jsonl | /home/kim/.claude/projects/-home-kim-x/1.jsonl
        a project's session             | ~/.claude/projects/-Users-kim-code-app/1.jsonl | ~/.claude/projects/-home-kim-work-app/1.jsonl
        of the project's inner folder   | ~/.claude/projects/-Users-kim-code-app-sub     | ~/.claude/projects/-home-kim-work-app-sub
        escaped, a session's file       | "\\/.claude\\/projects\\/-Users-kim" | "\\/.claude\\/projects\\/-home-kim"

        another's home                  | /Users/kimberly               | /Users/kimberly
        another's home with a hyphen    | /Users/kim-b /Users/kim.old   | /Users/kim-b /Users/kim.old
        a name that ends in no ASCII    | /Users/kimé                   | /Users/kimé
        below something else            | /mnt/Users/kim ./Users/kim    | /mnt/Users/kim ./Users/kim
        in an address of the web        | https://x.org/Users/kim       | https://x.org/Users/kim
        an address without a scheme     | "//Users/kim" (x//Users/kim)  | "//Users/kim" (x//Users/kim)
        a host of that name             | https://Users/kim/a | https://Users/kim/a
        a slug that stands alone        | -Users-kim                    | -Users-kim
        a longer slug                   | ~/.claude/projects/-Users-kimberly | ~/.claude/projects/-Users-kimberly
        mixed slashes                   | "\\/Users/kim"                | "\\/Users/kim"
        case differs                    | /users/kim                    | /users/kim

        the peer's home                 | ssh gpu ls /home/kim/x        | ssh gpu ls /home/./kim/x
        the peer's home with a detour   | /home/./kim                   | /home/././kim
        the peer's home, escaped        | "\\/home\\/kim"               | "\\/home\\/.\\/kim"
        the peer's slug                 | ~/.claude/projects/-home-kim  | ~/.claude/projects/-home-+-kim
        the own home with a detour      | /Users/./kim                  | /Users/kim
        a rule of the peer's home       | Read(//home/kim/a)            | Read(//home/./kim/a)
        where the peer has the project  | /Users/kim/work/app           | /home/kim/work/./app
        the project with a detour       | /Users/kim/code/./app         | /home/kim/code/app
        """)
    void corrects_to_the_peer_and_back(String name, String ours, String theirs) throws IOException {
        assertThat(other(Side.OURS, ours)).as(name).isEqualTo(theirs);
        assertThat(other(Side.THEIRS, theirs)).as(name).isEqualTo(ours);
        assertThat(canonical(Side.OURS, ours)).as(name).isEqualTo(canonical(Side.THEIRS, theirs));
    }

    @Test
    void slugs_of_all_letters_are_found_in_texts() throws IOException {
        PathCorrection correction = PathCorrection.of(List.of(
                new PathPair("/home/josé", "/home/ubuntu"), new PathPair("/home/josé/.dot", "/home/ubuntu/dot")));
        String ours = "/home/josé/.claude/projects/-home-jos--code/1 ~/.claude/projects/-home-jos---dot/2";
        String theirs = "/home/ubuntu/.claude/projects/-home-ubuntu-code/1 ~/.claude/projects/-home-ubuntu-dot/2";
        assertThat(read(correction.toOther(Side.OURS, stream(ours)))).isEqualTo(theirs);
        assertThat(read(correction.toOther(Side.THEIRS, stream(theirs)))).isEqualTo(ours);
    }

    @Test
    void bytes_that_are_no_text_stay_as_they_are() throws IOException {
        byte[] every = new byte[256 * 256 * 2];
        for (int i = 0; i < every.length / 2; i++) {
            every[2 * i] = (byte) (i >> 8);
            every[2 * i + 1] = (byte) i;
        }
        assertThat(CORRECTION
                        .toOther(Side.OURS, new ByteArrayInputStream(every))
                        .readAllBytes())
                .isEqualTo(every);
    }

    @Test
    void a_text_that_holds_the_code_of_a_place_survives() throws IOException {
        byte[] code = canonical(Side.OURS, "/Users/kim");
        assertThat(code).hasSize(2);
        InputStream there = CORRECTION.toOther(Side.OURS, new ByteArrayInputStream(code));
        assertThat(there.readAllBytes()).isEqualTo(code);
    }

    @Test
    void a_code_that_is_none_is_refused() {
        byte[] bad = {'a', (byte) 0xff, 77};
        InputStream text = CORRECTION.forSide(Side.OURS, new ByteArrayInputStream(bad));
        assertThatThrownBy(text::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("77");
    }

    @Test
    void a_link_is_corrected_as_a_whole() {
        String canonical = CORRECTION.canonical(Side.OURS, "/Users/kim/é");
        assertThat(CORRECTION.forSide(Side.THEIRS, canonical)).isEqualTo("/home/kim/é");
        assertThat(CORRECTION.canonical(Side.THEIRS, "/home/kim/é")).isEqualTo(canonical);
    }

    @Test
    void the_same_names_on_both_sides_change_nothing() throws IOException {
        PathCorrection same = PathCorrection.of(List.of(new PathPair("/home/kim", "/home/kim")));
        InputStream text = new ByteArrayInputStream(new byte[] {1});
        assertThat(same.isIdentity()).isTrue();
        assertThat(same.canonical(Side.OURS, text)).isSameAs(text);
        assertThat(CORRECTION.isIdentity()).isFalse();
    }

    @Test
    void a_place_of_the_same_name_in_a_home_of_another_is_kept_apart() throws IOException {
        PathCorrection correction = PathCorrection.of(
                List.of(new PathPair("/Users/kim", "/home/kim"), new PathPair("/Users/kim/ref", "/Users/kim/ref")));
        assertThat(read(correction.toOther(Side.OURS, stream("/Users/kim/ref/a /Users/kim/b"))))
                .isEqualTo("/Users/kim/ref/a /home/kim/b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "home/kim",
                "/home/kim/",
                "/home//kim",
                "/home/../kim",
                "/home/./kim",
                "/home/kim\n",
                "/home/\"kim",
                "/home/k\\im",
                "/home/kim:",
                "/home/a:/b",
                "/home/kim ",
                "/home/kim.",
                "/home/kim/.claude",
                "/x/.claude/projects"
            })
    void names_that_no_text_could_tell_apart_are_refused(String name) {
        assertThatThrownBy(() -> new PathPair(name, "/home/kim")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PathPair("/home/kim", name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '%',
            value = {
                "/home/it's a p | it has the sign '",
                "%/home/a p % | ends in the sign U+0020",
                "/home/x (x)&* | ends in the sign *",
                "/home/a)/b | ends in the sign )",
                "/home/kim. | ends in .",
                "/x/.claude | ends in /.claude",
                "/home/../kim | a name in it is .."
            })
    void what_is_refused_is_named(String name, String reason) {
        assertThatThrownBy(() -> new PathPair("/home/kim", name)).hasMessageContainingAll(name, reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/home/kim", "/home/kim lee", "/home/zoë", "/home/alex.kumar", "/a", "/home/c++", "/x/.config"})
    void ordinary_names_are_taken(String name) {
        assertThat(new PathPair(name, "/home/kim").ours()).isEqualTo(name);
    }

    @Test
    void two_places_of_one_name_are_refused() {
        PathPair pair = new PathPair("/a", "/b");
        assertThatThrownBy(() -> PathCorrection.of(List.of(pair, new PathPair("/a", "/c"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PathCorrection.of(List.of(pair, new PathPair("/c", "/b"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String other(Side from, String text) throws IOException {
        return read(CORRECTION.toOther(from, stream(text)));
    }

    private static byte[] canonical(Side from, String text) throws IOException {
        return CORRECTION.canonical(from, stream(text)).readAllBytes();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static String read(InputStream stream) throws IOException {
        byte[] bytes = stream.readAllBytes();
        String text = new String(bytes, UTF_8);
        assertThat(text.getBytes(UTF_8)).as(new String(bytes, ISO_8859_1)).isEqualTo(bytes);
        return text;
    }
}
