package cc.chitty.sync.jobs.conflicts;

import cc.chitty.sync.consolidate.ConsolidateOptions;
import cc.chitty.sync.consolidate.Consolidated;
import cc.chitty.sync.consolidate.Decisions;
import cc.chitty.sync.consolidate.Decisions.Decision;
import cc.chitty.sync.consolidate.todo.Conflict;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.view.ConflictsView;
import cc.chitty.sync.jobs.command.Complaint;
import cc.chitty.sync.jobs.command.Consolidating;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code conflicts resolve}. */
@Command(
        name = "resolve",
        description = {
            "Settles one conflict: what is chosen holds from now on, on all devices, whatever was said before.",
            "Exit 0 only if the conflict is gone."
        },
        footer = {
            "  chittysync conflicts resolve 3f2a --keep kept      as the list shows it",
            "  chittysync conflicts resolve 3f2a --keep other     the value that was put aside",
            "  chittysync conflicts resolve 3f2a --status pending"
        })
final class ConflictResolveCommand extends ShownCommand implements OwnerCommand {

    @Parameters(paramLabel = "ID", description = "The conflict's id, or its first 4 or more characters.")
    private String id = "";

    @ArgGroup(multiplicity = "1")
    private Choice choice = new Choice();

    static final class Choice {
        @Option(names = "--keep", paramLabel = "SIDE", description = "kept or other, as `conflicts show` has them.")
        private @Nullable String keep;

        @Option(
                names = "--status",
                paramLabel = "STATUS",
                description = "pending, in_progress or completed, with the details of the kept value.")
        private @Nullable String status;
    }

    ConflictResolveCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        Conflict conflict;
        Decision decision;
        try {
            conflict = ConflictText.find(state(), id);
            decision = decision(conflict);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        Decisions decisions = invocation().owner().get().get(Decisions.class);
        Consolidated run = Consolidating.run(
                invocation(), ConsolidateOptions.USUAL, false, asked -> decisions.take(List.of(decision), asked));
        return tell(conflict, decision, run);
    }

    private Decision decision(Conflict conflict) {
        String side = choice.keep == null ? "kept" : choice.keep;
        if (!side.equals("kept") && !side.equals("other")) {
            throw new IllegalArgumentException("--keep is kept or other, not '" + side + "'");
        }
        Conflict.Value value = side.equals("kept") ? conflict.kept() : conflict.other();
        String status = choice.status == null
                ? value.status()
                : choice.status.replace('-', '_').toLowerCase(Locale.ROOT);
        return switch (status) {
            case "deleted" -> Decision.delete(conflict.todo());
            case "open" -> Decision.settle(conflict.todo(), Status.PENDING, value.details());
            default -> Decision.settle(conflict.todo(), Status.of(status), value.details());
        };
    }

    private ExitCode tell(Conflict conflict, Decision decision, Consolidated run) {
        boolean gone = ConflictsView.read(state().conflictsView()).stream()
                .noneMatch(it -> it.todo().equals(conflict.todo()));
        String chosen = decision.kind() == Decision.Kind.DELETE
                ? "deleted"
                : decision.status().word();
        printing()
                .print(
                        () -> gone
                                ? List.of("Resolved " + conflict.id() + ": " + chosen + "  "
                                        + Plain.of(conflict.todo().content()))
                                : List.of(),
                        json -> json.text("id", conflict.id())
                                .flag("resolved", gone)
                                .text("status", chosen)
                                .number("run", run.ended().run())
                                .problems(run.ended().report().problems()));
        printing()
                .problems(
                        run.ended().report().problems(),
                        "`chittysync show " + run.ended().run() + "`");
        Failure failure = run.ended().failure();
        if (failure != null) {
            Complaint.of(failure).print(invocation());
        } else if (!gone) {
            printing().note("chittysync: the todo of " + conflict.id() + " is still in conflict");
        }
        ExitCode code = run.ended().exitCode();
        return gone || (code != ExitCode.DONE && code != ExitCode.PROBLEMS_LEFT) ? code : ExitCode.FAILED;
    }
}
