package cc.chitty.sync.gpusync.correction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** There and back is the identity, and the canonical form is the same all the way: over every short text, and random long ones. */
class CorrectionIsExactTest {

    private static final long SEED = Long.getLong("chittysync.test.seed", 20_261_127L);
    private static final int ROUNDS = Integer.getInteger("chittysync.test.rounds", 1);
    private static final int TEXTS = 20_000 * ROUNDS;
    private static final int LONGEST = ROUNDS < 10 ? 3 : 4;

    private static final List<PathCorrection> CORRECTIONS = List.of(
            PathCorrection.of(List.of(new PathPair("/u", "/h"))),
            PathCorrection.of(List.of(new PathPair("/u", "/h"), new PathPair("/u/a", "/h/b"))),
            PathCorrection.of(List.of(new PathPair("/u/a", "/h/a"), new PathPair("/h", "/u"))),
            PathCorrection.of(List.of(new PathPair("/u", "/u/a"), new PathPair("/h", "/h/b/c"))),
            PathCorrection.of(List.of(
                    new PathPair("/u/a", "/h"), new PathPair("/u/a/b", "/u"), new PathPair("/u/a/b/c", "/h/a"))),
            PathCorrection.of(
                    List.of(new PathPair("/u-a", "/h"), new PathPair("/u", "/h/a"), new PathPair("/u/a", "/b"))),
            // slugs that end in a hyphen, have several in a row, or nothing else
            PathCorrection.of(List.of(new PathPair("/ué", "/h"), new PathPair("/u", "/a"))),
            PathCorrection.of(List.of(new PathPair("/u/é", "/h/.a"), new PathPair("/u", "/h"))),
            PathCorrection.of(List.of(new PathPair("/u/a", "/h/éé"), new PathPair("/u/é/a", "/h/é"))),
            PathCorrection.of(
                    List.of(new PathPair("/é", "/u"), new PathPair("/é/a", "/h"), new PathPair("/é/é", "/u/é"))));

    /** Everything that a rule looks at, in one sign each. */
    private static final List<String> PIECES = List.of(
            "/u",
            "/h",
            "/a",
            "/b",
            "/.",
            ".",
            " ",
            "x",
            "\\/u",
            "\\/h",
            "\\/.",
            "/.claude/projects/-u",
            "-h",
            "--",
            "-a",
            "+",
            "\\n",
            "\u00ff",
            "\u00ff\u0001",
            "://",
            "(/",
            "(\\/",
            "\"");

    @Test
    void every_text_of_a_few_pieces_comes_back() throws IOException {
        for (PathCorrection correction : CORRECTIONS) {
            extend(correction, "", LONGEST);
        }
    }

    private static void extend(PathCorrection correction, String text, int left) throws IOException {
        check(correction, text.getBytes(ISO_8859_1));
        if (left > 0) {
            for (String piece : PIECES) {
                extend(correction, text + piece, left - 1);
            }
        }
    }

    @Test
    void random_texts_come_back() throws IOException {
        for (int i = 0; i < TEXTS; i++) {
            long seed = SEED + i;
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder();
            int pieces = random.nextInt(1, 40);
            for (int p = 0; p < pieces; p++) {
                text.append(random.nextInt(8) == 0 ? (char) random.nextInt(256) : piece(random));
            }
            try {
                check(
                        CORRECTIONS.get(random.nextInt(CORRECTIONS.size())),
                        text.toString().getBytes(ISO_8859_1));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static String piece(SplittableRandom random) {
        return PIECES.get(random.nextInt(PIECES.size()));
    }

    private static void check(PathCorrection correction, byte[] text) throws IOException {
        for (Side side : Side.values()) {
            byte[] canonical = correction.canonical(side, stream(text)).readAllBytes();
            byte[] same = correction.forSide(side, stream(canonical)).readAllBytes();
            assertSame(text, same, side, text);
            byte[] there = correction.forSide(side.other(), stream(canonical)).readAllBytes();
            byte[] canonicalThere =
                    correction.canonical(side.other(), stream(there)).readAllBytes();
            assertSame(canonical, canonicalThere, side, text);
            byte[] back = correction.toOther(side.other(), stream(there)).readAllBytes();
            assertSame(text, back, side, text);
        }
    }

    private static void assertSame(byte[] expected, byte[] actual, Side side, byte[] text) {
        if (!java.util.Arrays.equals(expected, actual)) {
            throw new AssertionError(
                    "from " + side + ": " + show(text) + "\nexpected " + show(expected) + "\nbut was " + show(actual));
        }
    }

    private static String show(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    @Test
    void every_short_name_of_a_project_comes_back() {
        for (PathCorrection correction : CORRECTIONS) {
            ProjectNames names = new ProjectNames(correction, new TreePath("projects"));
            extendName(names, "", 5);
        }
    }

    private static void extendName(ProjectNames names, String name, int left) {
        for (Side side : Side.values()) {
            if (!name.isEmpty()) {
                TreePath path = new TreePath("projects/" + name + "/x.jsonl");
                TreePath canonical = names.canonical(side, path);
                TreePath there = names.forSide(side.other(), canonical);
                assertThat(names.forSide(side, canonical)).isEqualTo(path);
                assertThat(names.canonical(side.other(), there)).isEqualTo(canonical);
            }
        }
        if (left > 0) {
            for (String piece : List.of("-u", "-h", "-a", "-", "b", "{", "1}", "é", "+")) {
                extendName(names, name + piece, left - 1);
            }
        }
    }

    @Test
    void a_line_of_many_mebibytes_is_rewritten_wherever_the_reads_fall() throws IOException, NoSuchAlgorithmException {
        PathCorrection correction = PathCorrection.of(List.of(new PathPair("/Users/kim", "/home/kim")));
        int repeats = 400_000;
        InputStream text = correction.toOther(
                Side.OURS, new Repeated("{\"cwd\":\"/Users/kim/a\"},".getBytes(ISO_8859_1), repeats));
        assertThat(digest(text))
                .isEqualTo(digest(new Repeated("{\"cwd\":\"/home/kim/a\"},".getBytes(ISO_8859_1), repeats)));
    }

    private static byte[] digest(InputStream text) throws IOException, NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (DigestInputStream digesting = new DigestInputStream(text, sha256)) {
            digesting.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return sha256.digest();
    }

    /** A text over and over, in reads of all lengths. */
    private static final class Repeated extends InputStream {
        private final byte[] text;
        private long at;
        private long left;
        private int turn;

        Repeated(byte[] text, int repeats) {
            this.text = text;
            this.left = (long) text.length * repeats;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("reads blocks only");
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            turn = turn % 997 + 1;
            int count = (int) Math.min(Math.min(length, turn), left);
            for (int i = 0; i < count; i++) {
                target[offset + i] = text[(int) (at++ % text.length)];
                left--;
            }
            return count;
        }
    }
}
