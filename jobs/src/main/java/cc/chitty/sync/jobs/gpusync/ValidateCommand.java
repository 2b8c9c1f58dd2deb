package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.GpuSync;
import cc.chitty.sync.gpusync.GpuSyncRecords;
import cc.chitty.sync.gpusync.PeerLook;
import cc.chitty.sync.gpusync.category.session.SessionValidation;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Owner;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gpu-sync validate}. */
@Command(
        name = "validate",
        description = {
            "Looks whether agents can resume every session, on both sides: lines, copies, places.",
            "Changes nothing. Exit 3 if something is wrong or differs."
        },
        footer = {"  chittysync gpu-sync validate", "  chittysync gpu-sync validate --all-categories"})
final class ValidateCommand extends ShownCommand implements OwnerCommand {

    @Option(names = "--peer", paramLabel = "NAME", description = "With this peer; else the first.")
    private String peer = "";

    @Option(names = "--all-categories", description = "Also whether both sides hold the same in all categories.")
    private boolean everything;

    ValidateCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        Owner owner = invocation().owner().get();
        String name = owner.get(GpuSyncRecords.class).peers(peer).get(0);
        PeerLook.Validated sessions = owner.get(PeerLook.class)
                .validate(name, invocation().progress(), invocation().interruption());
        invocation().progress().end();
        GpuSync.Answer all =
                everything ? new Syncing(printing()).run(SyncOptions.all(name).dry(), true) : null;
        List<Problem> problems = problems(sessions, all);
        printing().print(() -> lines(sessions, all), json -> {
            side(json, "ours", sessions.ours());
            side(json, "theirs", sessions.theirs());
            if (all != null) {
                json.number("changes_left", all.planned().changes().size())
                        .number("conflicts", all.planned().conflicts().size());
            }
            json.problems(problems);
        });
        printing().problems(problems, "`chittysync gpu-sync validate --json`");
        boolean same = all == null || all.planned().changes().isEmpty();
        return problems.isEmpty() && same ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT;
    }

    private static List<Problem> problems(PeerLook.Validated sessions, GpuSync.@Nullable Answer all) {
        List<Problem> problems = new ArrayList<>(sessions.ours().problems());
        problems.addAll(sessions.theirs().problems());
        if (all != null) {
            problems.addAll(all.ended().report().problems());
            Failure failure = all.ended().failure();
            if (failure != null) {
                problems.add(new Problem("gpu-sync", String.valueOf(failure.getMessage())));
            }
        }
        return problems;
    }

    private static List<String> lines(PeerLook.Validated sessions, GpuSync.@Nullable Answer all) {
        List<String> lines = new ArrayList<>();
        lines.add("Here: " + told(sessions.ours()) + ". On the peer: " + told(sessions.theirs()) + ".");
        if (all != null) {
            int changes = all.planned().changes().size();
            lines.add(
                    changes == 0
                            ? "Both sides hold the same in all categories."
                            : Words.count(changes, "change") + " would be made by a sync.");
        }
        return lines;
    }

    private static String told(SessionValidation.Result result) {
        return Words.count(result.sessions(), "session") + ", " + Words.count(result.lines(), "line") + ", "
                + Words.count(result.problems().size(), "problem");
    }

    private static void side(Json json, String name, SessionValidation.Result result) {
        json.object(
                name,
                side -> side.number("sessions", result.sessions())
                        .number("files", result.files())
                        .number("lines", result.lines())
                        .number("problem_count", result.problems().size()));
    }
}
