package cc.chitty.sync.gpusync.category.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scripts that run on a side, for any POSIX shell. Each does for many repositories, or steps, what else takes a round trip each. */
enum GitScript {
    INSPECT,
    SPARSE,
    TRACKED,
    MARK,
    RELATE,
    PACK,
    RECEIVE,
    APPLY,
    CHECKOUT("unknown", "marks"),
    CREATE,
    SETTLE("own"),
    FINISH("marks"),
    BRING,
    BEGINNING,
    SETTINGS,
    ABSORB,
    VERIFY,
    UNDO("unknown", "marks"),
    WORKED("own"),
    UNMAKE("own"),
    REMAKE,
    DISCARD,
    VALUE;

    private final String text;

    GitScript(String... more) {
        this.text = read("prologue")
                + Stream.of(more).map(GitScript::read).collect(Collectors.joining())
                + read(name().toLowerCase(Locale.ROOT));
    }

    String text() {
        return text;
    }

    private static String read(String name) {
        try (InputStream in = GitScript.class.getResourceAsStream(name + ".sh")) {
            if (in == null) {
                throw new IllegalStateException(name + ".sh is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
