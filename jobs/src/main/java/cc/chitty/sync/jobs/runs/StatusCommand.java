package cc.chitty.sync.jobs.runs;

import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.Printing;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.doctor.Registered;
import cc.chitty.sync.jobs.trigger.Moment;
import cc.chitty.sync.kernel.launch.RunHistory;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code status}: all in brief, or only the parts that are asked for. */
@Command(
        name = "status",
        description = {
            "Tells how things are: the last run of each job, todos, conflicts and problems.",
            "Healthy: consolidated less than 30 minutes ago; Warning: less than 60; else Stale.",
            "Exit 3 if the last run had problems or did not end well, or if --sync finds silence."
        },
        footer = {
            "  chittysync status           all in brief; the same as chittysync alone",
            "  chittysync status --sync    whether everything that is to happen by itself does",
            "  chittysync status --logs 50"
        })
public final class StatusCommand extends ShownCommand implements OwnerCommand {

    @Option(names = "--time", description = "Only when each job last did its work.")
    private boolean time;

    @Option(names = "--activity", description = "Only what changed in the last 24 hours, and by which runs.")
    private boolean activity;

    @Option(names = "--sync", description = "Only what starts jobs by itself, and when it last did with success.")
    private boolean sync;

    @Option(names = "--logs", paramLabel = "COUNT", description = "Only the last COUNT lines of each log.")
    private @Nullable Integer logs;

    private final Function<Map<String, String>, Surroundings> agents;

    public StatusCommand(Invocation invocation, Function<Map<String, String>, Surroundings> agents) {
        super(invocation);
        this.agents = agents;
    }

    /** A part of the status. */
    interface Part {
        List<String> lines(Printing printing);

        void write(Json json);

        default boolean isWell() {
            return true;
        }
    }

    @Override
    protected ExitCode run() {
        List<Part> parts = parts();
        if (parts.isEmpty()) {
            return new StatusReport(printing()).print();
        }
        printing()
                .print(
                        () -> parts.stream()
                                .flatMap(part -> part.lines(printing()).stream())
                                .toList(),
                        json -> parts.forEach(part -> part.write(json)));
        return parts.stream().allMatch(Part::isWell) ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT;
    }

    private List<Part> parts() {
        RunHistory history = invocation().owner().get().get(RunHistory.class);
        List<Part> parts = new ArrayList<>();
        if (time) {
            parts.add(new LastTimes(history, now()));
        }
        if (activity) {
            parts.add(new Activity(history, now()));
        }
        if (sync) {
            Moment moment = Moment.now(invocation().clock());
            Registered registered = new Registered(
                    state(), agents.apply(invocation().environment()).home());
            parts.add(new Triggers(registered.silences(moment), moment));
        }
        Integer count = logs;
        if (count != null) {
            if (count < 1) {
                throw wrong("--logs must be at least 1");
            }
            parts.add(new LogEnds(state().logs(), count));
        }
        return parts;
    }
}
