package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.peer.LastWords;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Small private files at the other end of a shell, with one command each. */
final class ShellNotes {

    private static final int ANOTHER = 9;

    private static final String READ = "if [ -f \"$1\" ] && [ ! -L \"$1\" ]; then printf F; head -c 1000 -- \"$1\"; fi";

    /** $1 directory, $2 name, $3 length, $4 what it has, with a dot behind it; none: nothing. A cut connection ends the input early. */
    private static final String PUT = """
        umask 077
        mkdir -p -- "$1" && cd -P -- "$1" || exit 8
        t=./.$2.$$.part
        trap 'rm -f -- "$t"' EXIT
        cat >"$t" && [ "$(wc -c <"$t")" -eq "$3" ] || exit 8
        sync "$t" 2>/dev/null || sync
        if [ $# -gt 3 ]; then
            [ -f "./$2" ] && [ ! -L "./$2" ] && [ "$(cat <"./$2"; echo .)" = "$4" ] || exit 9
            mv -f -- "$t" "./$2" || exit 8
        elif ! ln -- "$t" "./$2" 2>/dev/null; then
            if [ -e "./$2" ] || [ -L "./$2" ]; then exit 9; fi
            mv -f -- "$t" "./$2" || exit 8
        fi
        sync . 2>/dev/null || sync
        """;

    private static final String REMOVE = """
        cd -P -- "$1" 2>/dev/null || exit 0
        [ -e "./$2" ] || [ -L "./$2" ] || exit 0
        [ -f "./$2" ] && [ ! -L "./$2" ] && [ "$(cat <"./$2"; echo .)" = "$3" ] || exit 9
        rm -f -- "./$2"
        """;

    private final RemoteShell shell;
    private final String directory;
    private final String name;

    ShellNotes(RemoteShell shell, String directory, String name) {
        this.shell = shell;
        this.directory = directory;
        this.name = name;
    }

    Optional<String> text() throws IOException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        LastWords errors = new LastWords();
        int exit = shell.script(
                READ, List.of(directory + "/" + name), new Streams(Streams.nothing(), Streams.to(told), errors));
        if (exit != 0) {
            throw failure("read", errors);
        }
        String text = told.toString(StandardCharsets.UTF_8);
        return text.isEmpty() ? Optional.empty() : Optional.of(text.substring(1));
    }

    boolean put(@Nullable String expected, byte[] content) throws IOException {
        String length = Integer.toString(content.length);
        List<String> arguments =
                expected == null ? List.of(directory, name, length) : List.of(directory, name, length, expected + ".");
        return done("write", PUT, arguments, Streams.bytes(content));
    }

    boolean remove(String expected) throws IOException {
        return done("remove", REMOVE, List.of(directory, name, expected + "."), Streams.nothing());
    }

    private boolean done(String verb, String script, List<String> arguments, Streams.Feed input) throws IOException {
        LastWords errors = new LastWords();
        int exit = shell.script(script, arguments, new Streams(input, Streams.to(new ByteArrayOutputStream()), errors));
        if (exit != 0 && exit != ANOTHER) {
            throw failure(verb, errors);
        }
        return exit == 0;
    }

    private Failure failure(String verb, LastWords errors) {
        String said = errors.text().strip();
        return new Failure(
                FailureCategory.RETRYABLE,
                verb + " " + directory + "/" + name + " on the peer",
                said.isEmpty() ? "it ended without a word" : said,
                "Look at the peer's disk and rights, and start again.");
    }
}
