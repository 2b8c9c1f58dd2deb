package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.owner.Request;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
            "What loses is in the snapshot. Exit 3 while conflicts are left."
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
        String wanted = id;
        String chosen = choice;
        if (wanted != null && chosen != null) {
            return settle(wanted, chosen);
        }
        List<String> ids = wanted == null ? ids() : List.of(wanted);
        if (ids.isEmpty()) {
            printing().print(() -> List.of("No conflicts."), json -> json.number("left", 0));
            return ExitCode.DONE;
        }
        if (!invocation().terminal().out() || printing().json()) {
            printing().print(() -> ids, json -> json.number("left", ids.size()).texts("ids", ids));
            printing().note("chittysync: choose with `gpu-sync resolve ID ours|theirs|both`, or run it on a terminal");
            return ExitCode.PROBLEMS_LEFT;
        }
        return ask(ids);
    }

    private ExitCode settle(String wanted, String chosen) {
        return switch (chosen) {
            case "ours", "theirs", "both" -> {
                List<String> decide = new ArrayList<>(List.of("gpu-sync", "decide", wanted, chosen));
                if (yes) {
                    decide.add("--yes");
                }
                int code = owner(invocation().out(), decide.toArray(String[]::new));
                yield code(code);
            }
            case "skip" -> ExitCode.PROBLEMS_LEFT;
            default -> throw wrong("a choice is ours, theirs, both or skip, not '" + chosen + "'");
        };
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

    private List<String> ids() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        owner(out, "gpu-sync", "conflicts", "--json");
        JsonNode answer = JsonMapper.builder().build().readTree(out.toString(StandardCharsets.UTF_8));
        List<String> ids = new ArrayList<>();
        answer.path("conflicts").forEach(conflict -> ids.add(conflict.path("id").asString("")));
        return ids;
    }

    private ExitCode ask(List<String> ids) {
        int left = 0;
        BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String conflict : ids) {
            owner(invocation().out(), "gpu-sync", "conflicts", conflict);
            invocation().out().print("take (o)urs, (t)heirs, (b)oth, or (s)kip? ");
            invocation().out().flush();
            String answer = line(answers);
            if (answer == null) {
                return ExitCode.PROBLEMS_LEFT;
            }
            left += take(conflict, answer.strip()) == ExitCode.DONE ? 0 : 1;
        }
        return left == 0 ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT;
    }

    private ExitCode take(String conflict, String answer) {
        return switch (answer) {
            case "o", "ours" -> settle(conflict, "ours");
            case "t", "theirs" -> settle(conflict, "theirs");
            case "b", "both" -> settle(conflict, "both");
            default -> ExitCode.PROBLEMS_LEFT;
        };
    }

    private static @Nullable String line(BufferedReader answers) {
        try {
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
