package cc.chitty.sync.jobs.doctor;

import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.jobs.command.Findings;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.trigger.Moment;
import cc.chitty.sync.jobs.watch.Signs;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Finding;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** {@code doctor}. Asks nothing of the owner, which may be what is wrong. */
@Command(
        name = "doctor",
        description = {
            "Looks whether everything is in order and says what to do where it is not. Changes nothing.",
            "Exit 3 if something does not work."
        },
        footer = {"  chittysync doctor", "  chittysync doctor --json"})
public final class DoctorCommand extends ShownCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Function<Map<String, String>, Surroundings> agents;
    private final BiFunction<StateDirectory, Map<String, String>, String> digest;

    /**
     * The command.
     *
     * @param agents where agents keep their files, by the environment
     * @param digest of the settings in force
     */
    public DoctorCommand(
            Invocation invocation,
            Function<Map<String, String>, Surroundings> agents,
            BiFunction<StateDirectory, Map<String, String>, String> digest) {
        super(invocation);
        this.agents = agents;
        this.digest = digest;
    }

    /** Looks at one part. */
    private interface Look {
        List<Finding> findings() throws IOException;
    }

    @Override
    protected ExitCode run() {
        Surroundings where = agents.apply(invocation().environment());
        StateDirectory state = StateDirectory.find(invocation().environment(), where.home());
        Patient patient = new Patient(
                state, where, invocation().environment(), invocation().clock());
        List<Finding> findings = new ArrayList<>(tried("machine", new MachineChecks(patient)::findings));
        if (Files.isDirectory(state.root())) {
            findings.addAll(tried("clock", () -> List.of(new ClockCheck(patient).finding())));
            findings.addAll(tried("database", () -> new RepositoryChecks(patient, digest(state)).findings()));
            findings.addAll(tried("watcher", () -> watcher(patient).findings()));
            findings.addAll(tried("installation", new InstallationChecks(patient)::findings));
            findings.addAll(tried("drive-sync", new DriveCheck(patient)::findings));
            findings.addAll(tried("gpu-sync", new GpuCheck(patient)::findings));
        }
        findings.addAll(tried(
                "schedule",
                () -> new TriggerChecks(patient, Moment.now(invocation().clock())).findings()));
        findings.addAll(tried("agents", new AgentChecks(patient)::findings));
        return new Findings(findings).print(printing());
    }

    private String digest(StateDirectory state) {
        return digest.apply(state, invocation().environment());
    }

    private static WatcherCheck watcher(Patient patient) {
        boolean expected = new Registered(patient.state(), patient.agents().home()).startsWatcher();
        return new WatcherCheck(new Signs(patient.state()), PATIENCE, expected);
    }

    /** In words, with the file of which it is said. */
    static String why(IOException e) {
        String seen = StorageFailure.seen(e);
        String file = e instanceof FileSystemException known ? known.getFile() : null;
        return file == null || seen.contains(file) ? seen : file + ": " + seen;
    }

    /** A part that cannot even be looked at is a finding, too. */
    private static List<Finding> tried(String check, Look look) {
        try {
            return look.findings();
        } catch (IOException e) {
            return List.of(Finding.wrong(check, "cannot be looked at: " + why(e), "See to that first."));
        } catch (UncheckedIOException e) {
            return List.of(Finding.wrong(
                    check, "cannot be looked at: " + why(Objects.requireNonNull(e.getCause())), "See to that first."));
        } catch (Failure e) {
            return List.of(Finding.wrong(check, String.valueOf(e.getMessage()), e.remedy()));
        }
    }
}
