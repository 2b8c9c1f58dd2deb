package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.owner.Request;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code gpu-sync resolve}. It asks a person, so it runs where it was typed, and has the owner of the state directory do what
 * was decided.
 */
@Command(
        name = "resolve",
        description = {
            "Settles conflicts. Alone, on a terminal, it shows each difference and asks.",
            "What loses is in the snapshot. Exit 3 if a conflict that was asked for is left."
        },
        footer = {
            "  chittysync gpu-sync resolve",
            "  chittysync gpu-sync resolve 2824f12e ours",
            "  chittysync gpu-sync resolve 2824f12e both    theirs comes beside ours"
        })
final class ResolveCommand extends ShownCommand {

    @Parameters(arity = "0..1", index = "0", paramLabel = "ID", description = "The conflict, or how its id begins.")
    private @Nullable String id;

    @Parameters(arity = "0..1", index = "1", paramLabel = "CHOICE", description = "ours, theirs, both or skip.")
    private @Nullable String choice;

    @Option(names = "--yes", description = "Agree to what the deletion guard would refuse.")
    private boolean yes;

    private final OwnerRun ownerRun;

    ResolveCommand(Invocation invocation, OwnerRun ownerRun) {
        super(invocation);
        this.ownerRun = ownerRun;
    }

    @Override
    protected ExitCode run() {
        String chosen = choice;
        String wanted = id;
        if (wanted != null && chosen != null && !chosen.equals("skip")) {
            return settle(wanted, chosen);
        }
        Listed listed = listed();
        ExitCode failed = listed.failed();
        if (failed != null) {
            return failed;
        }
        List<String> ids = wanted == null ? listed.ids() : List.of(known(wanted, listed.ids()));
        if (ids.isEmpty()) {
            printing().print(() -> List.of("No conflicts."), json -> json.number("left", 0));
            return ExitCode.DONE;
        }
        if (chosen == null && invocation().terminal().out() && !printing().json()) {
            return ask(ids);
        }
        boolean skipped = chosen != null;
        printing()
                .print(
                        () -> skipped ? List.of("Left as it is: " + ids.get(0)) : ids,
                        json -> json.number("left", ids.size()).texts("ids", ids));
        if (!skipped) {
            printing().note("chittysync: choose with `gpu-sync resolve ID ours|theirs|both`, or run it on a terminal");
        }
        return ExitCode.PROBLEMS_LEFT;
    }

    private static String known(String wanted, List<String> ids) {
        return ids.stream()
                .filter(it -> it.startsWith(wanted))
                .findFirst()
                .orElseThrow(() -> DecideCommand.noSuch(wanted));
    }

    private ExitCode settle(String wanted, String chosen) {
        if (!List.of("ours", "theirs", "both").contains(chosen)) {
            throw wrong("a choice is ours, theirs, both or skip, not '" + chosen + "'");
        }
        List<String> decide = new ArrayList<>(List.of("gpu-sync", "decide", wanted, chosen));
        if (yes) {
            decide.add("--yes");
        }
        return code(owner(invocation().out(), decide.toArray(String[]::new)));
    }

    private static ExitCode code(int code) {
        return Arrays.stream(ExitCode.values())
                .filter(it -> it.code() == code)
                .findFirst()
                .orElse(ExitCode.FAILED);
    }

    private int owner(OutputStream out, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (printing().json() && !all.contains("--json")) {
            all.add("--json");
        }
        Request typed = invocation().request();
        Request request = new Request(all, typed.workingDirectory(), typed.environment(), typed.terminal());
        return ownerRun.run(request, out, invocation().err(), invocation().interruption());
    }

    /**
     * What is in conflict.
     *
     * @param failed how it ended, if it is not known; it was said why
     */
    private record Listed(List<String> ids, @Nullable ExitCode failed) {}

    private Listed listed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExitCode code = code(owner(out, "gpu-sync", "conflicts", "--json"));
        if (code != ExitCode.DONE && code != ExitCode.PROBLEMS_LEFT) {
            return new Listed(List.of(), code);
        }
        JsonNode answer = JsonMapper.builder().build().readTree(out.toString(StandardCharsets.UTF_8));
        List<String> ids = new ArrayList<>();
        answer.path("conflicts").forEach(conflict -> ids.add(conflict.path("id").asString("")));
        return new Listed(ids, null);
    }

    private ExitCode ask(List<String> ids) {
        int left = 0;
        BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String conflict : ids) {
            owner(invocation().out(), "gpu-sync", "conflicts", conflict);
            ExitCode ended = ExitCode.USAGE;
            while (ended
                    == ExitCode.USAGE) { // not every choice fits every conflict: it was said why, and is asked again
                String chosen = choice(answers);
                if (chosen == null) {
                    return invocation().interruption().raised() ? ExitCode.INTERRUPTED : ExitCode.PROBLEMS_LEFT;
                }
                ended = chosen.equals("skip") ? ExitCode.PROBLEMS_LEFT : settle(conflict, chosen);
            }
            left += ended == ExitCode.DONE ? 0 : 1;
        }
        return left == 0 ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT;
    }

    /** Asks until the answer is one; null if no more are given. */
    private @Nullable String choice(BufferedReader answers) {
        while (true) {
            invocation().out().print("take (o)urs, (t)heirs, (b)oth, or (s)kip? ");
            invocation().out().flush();
            Optional<String> answer = line(answers);
            if (answer.isEmpty()) {
                return null;
            }
            String typed = answer.get().strip().toLowerCase(Locale.ROOT);
            Optional<String> chosen = Stream.of("ours", "theirs", "both", "skip")
                    .filter(it -> typed.equals(it) || typed.equals(it.substring(0, 1)))
                    .findFirst();
            if (chosen.isPresent()) {
                return chosen.get();
            }
        }
    }

    /** What is read may never come: a signal does not wait for it. */
    private Optional<String> line(BufferedReader answers) {
        CompletableFuture<Optional<String>> read = new CompletableFuture<>();
        Thread reading = new Thread(() -> read(answers, read), "answers");
        reading.setDaemon(true);
        reading.start();
        Interruption.Following following =
                invocation().interruption().whenRaised(() -> read.complete(Optional.empty()));
        try {
            return read.join();
        } finally {
            following.close();
        }
    }

    private static void read(BufferedReader answers, CompletableFuture<Optional<String>> read) {
        try {
            read.complete(Optional.ofNullable(answers.readLine()));
        } catch (IOException e) {
            read.completeExceptionally(e);
        }
    }
}
