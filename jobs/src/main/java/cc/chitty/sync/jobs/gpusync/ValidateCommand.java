package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.GpuSync;
import cc.chitty.sync.gpusync.GpuSyncRecords;
import cc.chitty.sync.gpusync.PeerLook;
import cc.chitty.sync.gpusync.category.session.SessionValidation;
import cc.chitty.sync.gpusync.run.Comparison;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.jobs.command.Complaint;
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
import java.util.stream.Stream;
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

    @Option(names = "--peer", paramLabel = "NAME", description = "With this peer, or all; else with the first.")
    private String peer = "";

    @Option(
            names = "--all-categories",
            description = "Also reads everything that is synced on both sides, and names what differs.")
    private boolean everything;

    ValidateCommand(Invocation invocation) {
        super(invocation);
    }

    /**
     * What was found with one peer.
     *
     * @param failure why nothing was found; null where something was
     */
    private record Found(
            String peer,
            PeerLook.@Nullable Validated sessions,
            Comparison.@Nullable Result compared,
            GpuSync.@Nullable Answer all,
            @Nullable Failure failure) {

        List<Problem> problems() {
            return sessions == null ? List.of() : ValidateCommand.problems(sessions, compared, all);
        }

        ExitCode code() {
            if (failure != null) {
                return failure.exitCode();
            }
            boolean same = all == null || all.planned().changes().isEmpty();
            return problems().isEmpty() && same ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT;
        }
    }

    @Override
    protected ExitCode run() {
        Owner owner = invocation().owner().get();
        List<String> peers = owner.get(GpuSyncRecords.class).peers(peer);
        if (peers.size() == 1) {
            Found found = found(owner, peers.get(0));
            printing().print(() -> lines(found), json -> write(json, found));
            return told(found);
        }
        List<Found> all = new ArrayList<>();
        peers.forEach(name -> all.add(tried(owner, name)));
        ExitCode worst = all.stream().map(Found::code).reduce(ExitCode.DONE, ExitCode::worse);
        printing()
                .print(
                        () -> all.stream()
                                .flatMap(found ->
                                        Stream.concat(Stream.of("With " + found.peer + ":"), lines(found).stream()))
                                .toList(),
                        json -> json.number("exit_code", worst.code())
                                .list("peers", all, found -> write(json.text("peer", found.peer), found)));
        all.forEach(this::told);
        return worst;
    }

    private Found found(Owner owner, String name) {
        PeerLook.Validated sessions = owner.get(PeerLook.class)
                .validate(name, invocation().progress(), invocation().interruption());
        invocation().progress().end();
        if (!everything) {
            return new Found(name, sessions, null, null, null);
        }
        Comparison.Result compared = owner.get(PeerLook.class)
                .compare(name, invocation().progress(), invocation().interruption());
        invocation().progress().end();
        GpuSync.Answer all = new Syncing(printing()).run(SyncOptions.all(name).dry(), true);
        return new Found(name, sessions, compared, all, null);
    }

    /** One that cannot be reached must not hide the others. */
    private Found tried(Owner owner, String name) {
        try {
            return found(owner, name);
        } catch (Failure e) {
            return new Found(name, null, null, null, e);
        }
    }

    private ExitCode told(Found found) {
        printing().problems(found.problems(), "`chittysync gpu-sync validate --json`");
        Failure failure = found.failure;
        if (failure != null) {
            Complaint.of(failure).print(invocation());
        }
        return found.code();
    }

    private static void write(Json json, Found found) {
        PeerLook.Validated sessions = found.sessions;
        Failure failure = found.failure;
        if (sessions != null) {
            side(json, "ours", sessions.ours());
            side(json, "theirs", sessions.theirs());
        }
        Comparison.Result compared = found.compared;
        if (compared != null) {
            json.number("files_compared", compared.files())
                    .list(
                            "differences",
                            compared.differences(),
                            difference -> json.text("root", difference.root())
                                    .text("path", difference.path().text())
                                    .text("what", difference.what()));
        }
        GpuSync.Answer all = found.all;
        if (all != null) {
            json.number("changes_left", all.planned().changes().size())
                    .number("conflicts", all.planned().conflicts().size());
        }
        json.problems(found.problems());
        if (failure != null) {
            json.text("failure", failure.getMessage()).text("remedy", failure.remedy());
        }
    }

    private static List<Problem> problems(
            PeerLook.Validated sessions, Comparison.@Nullable Result compared, GpuSync.@Nullable Answer all) {
        List<Problem> problems = new ArrayList<>(sessions.ours().problems());
        problems.addAll(sessions.theirs().problems());
        if (compared != null) {
            compared.differences().forEach(it -> problems.add(new Problem(it.root() + ":" + it.path(), it.what())));
        }
        if (all != null) {
            problems.addAll(all.ended().report().problems());
            Failure failure = all.ended().failure();
            if (failure != null) {
                problems.add(new Problem("gpu-sync", String.valueOf(failure.getMessage())));
            }
        }
        return problems.stream().distinct().toList(); // a sync names some of what differs, too
    }

    private static List<String> lines(Found found) {
        PeerLook.Validated sessions = found.sessions;
        GpuSync.Answer all = found.all;
        List<String> lines = new ArrayList<>();
        if (sessions == null) {
            return lines;
        }
        lines.add("Here: " + told(sessions.ours()) + ". On the peer: " + told(sessions.theirs()) + ".");
        Comparison.Result compared = found.compared;
        if (all != null && compared != null) {
            int differences = compared.differences().size();
            int changes = all.planned().changes().size();
            lines.add(
                    differences == 0
                            ? "Both sides hold the same in all categories: " + Words.count(compared.files(), "file")
                                    + " read and compared."
                            : Words.count(differences, "difference") + " in all categories; "
                                    + Words.count(changes, "change") + " would be made by a sync.");
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
