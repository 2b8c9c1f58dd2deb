package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.peer.EndpointFacts;
import cc.chitty.sync.gpusync.peer.LastWords;
import cc.chitty.sync.gpusync.peer.MachineNote;
import cc.chitty.sync.gpusync.peer.Spelling;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a peer is and can, asked in one command.
 *
 * @param userland null: it lacks programs, and takes files only; the facts tell which
 * @param cores processors
 * @param machine as {@code Endpoint.machine} tells it; null: its note is there and may not be read
 */
record Probe(
        EndpointFacts facts,
        @Nullable Userland userland,
        int cores,
        @Nullable MachineNote machine) {

    private static final String MARK = "chittysync-probe";
    private static final String END = "chittysync-end";

    /** What the scripts of this package start; looking is what tells of {@code find}, {@code xargs} and {@code stat}. */
    private static final String NEEDED = "cat chmod cmp cp head ln mkdir mv rm rmdir sync tar touch wc";

    private static final String TOOLS = "rsync git tar perl openssl sha256sum shasum nvidia-smi";

    /** Few programs are started: it is asked at the beginning of every run. */
    private static final String SCRIPT = """
        LC_ALL=C; export LC_ALL
        printf '%%s\\n' %s
        printf 'home\\t%%s\\nuser\\t%%s\\nsystem\\t%%s\\ndate\\t%%s\\ncores\\t%%s\\n' "$HOME" "$(id -un)" \\
            "$(uname -s)" "$(date +%%s.%%N)" "$(getconf _NPROCESSORS_ONLN 2>/dev/null)"
        m=
        n=$HOME/%s
        if [ -r "$n" ]; then while read -r l; do m="$m $l"; done <"$n"; elif [ -e "$n" ]; then m=closed; fi
        printf 'machine\t%%s\n' "$m"
        if [ "$(find / -maxdepth 0 -printf 'x\\0' 2>/dev/null | xargs -0 printf %%s 2>/dev/null)" = x ]; then
            printf 'userland\\tFIND_PRINTF\\n'
        elif [ "$(find / -prune -print0 2>/dev/null | xargs -0 printf %%s 2>/dev/null)" = / ]; then
            if stat -c %%d / >/dev/null 2>&1; then printf 'userland\\tSTAT_C\\n'
            elif stat -f %%d / >/dev/null 2>&1; then printf 'userland\\tSTAT_F\\n'; fi
        fi
        m=
        for t in %s; do command -v "$t" >/dev/null 2>&1 || m="$m $t"; done
        printf 'lacking\\t%%s\\n' "$m"
        [ -e "${HOME%%/*}/$(printf %%s "${HOME##*/}" | tr A-Za-z a-zA-Z)" ] && printf 'respelled\\tyes\\n'
        IFS=:
        for t in %s; do
            for d in /opt/homebrew/bin /usr/local/bin $PATH; do
                if [ -x "$d/$t" ]; then printf 'tool.%%s\\t%%s\\n' "$t" "$d/$t"; break; fi
            done
        done
        printf '%%s\\n' %s
        """.formatted(MARK, MachineNote.NAME, NEEDED, TOOLS, END);

    /**
     * Empty where the peer runs no shell.
     *
     * @param quiet how long it may be silent
     */
    static Optional<Probe> ask(RemoteShell shell, Duration quiet, Clock clock) throws IOException {
        SshHost host = shell.connection().host();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Instant before = clock.instant();
        int exit = shell.script(
                SCRIPT, List.of(), new Streams(Streams.nothing(), Streams.to(output), new LastWords()), quiet);
        Instant middle = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
        String text = output.toString(StandardCharsets.UTF_8);
        int mark = text.indexOf(MARK + "\n");
        if (mark < 0) {
            return Optional.empty();
        }
        if (mark > 0) {
            throw noisy(host, "its start-up files print '%s'", text.substring(0, mark));
        }
        int end = text.lastIndexOf(END + "\n");
        String behind = end < 0 ? "" : text.substring(end + END.length() + 1);
        if (!behind.isEmpty()) {
            throw noisy(host, "behind the answer of a command it prints '%s'", behind);
        }
        Map<String, String> values = values(text);
        return exit < 0 ? Optional.empty() : Optional.of(of(host, values, middle));
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines().forEach(line -> {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                values.put(line.substring(0, tab), line.substring(tab + 1));
            }
        });
        return values;
    }

    private static Probe of(SshHost host, Map<String, String> values, Instant middle) {
        String home = values.getOrDefault("home", "/");
        String system = values.getOrDefault("system", "unknown");
        Map<String, String> tools = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith("tool.")) {
                tools.put(key.substring("tool.".length()), value);
            }
        });
        String lacking = values.getOrDefault("lacking", "").strip();
        String userland = values.get("userland");
        if (userland == null) {
            lacking = (lacking + " find,xargs,stat").strip();
        }
        if (!lacking.isEmpty()) {
            tools.put(EndpointFacts.LACKING, lacking.replaceAll("[, ]", ", "));
        }
        if ("FIND_PRINTF".equals(userland)) {
            tools.put("find.printf", "yes");
        }
        EndpointFacts facts = new EndpointFacts(
                host.name(),
                values.getOrDefault("user", host.user()),
                home,
                system,
                tools,
                ahead(values.getOrDefault("date", ""), middle),
                Spelling.judge(system, home, values.containsKey("respelled")));
        int cores =
                values.getOrDefault("cores", "").matches("[1-9][0-9]{0,3}") ? Integer.parseInt(values.get("cores")) : 1;
        return new Probe(
                facts,
                userland == null || !lacking.isEmpty() ? null : Userland.valueOf(userland),
                cores,
                machine(values.getOrDefault("machine", "")));
    }

    private static @Nullable MachineNote machine(String told) {
        return told.equals("closed") ? null : MachineNote.parse(told);
    }

    private static Duration ahead(String date, Instant middle) {
        if (!date.matches("[0-9]{1,12}(\\..*)?")) {
            return Duration.ZERO;
        }
        boolean fine = date.matches("[0-9]+\\.[0-9]{1,9}");
        long nanos = EntryRecords.nanos(fine ? date : date.replaceAll("\\..*", ""));
        return Duration.between(middle, Instant.ofEpochSecond(0, nanos));
    }

    private static Failure noisy(SshHost host, String words, String noise) {
        String shown = noise.strip();
        return new Failure(
                FailureCategory.NOT_SET_UP,
                "use the shell of " + host.shown(),
                words.formatted(shown.substring(0, Math.min(60, shown.length()))),
                "Let it be silent without a terminal: 'ssh " + host.name() + " true' must print nothing.");
    }
}
