package cc.chitty.sync.jobs.watch;

import cc.chitty.sync.consolidate.Consolidate;
import cc.chitty.sync.jobs.command.Complaint;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Owner;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.StayingCommand;
import cc.chitty.sync.jobs.trigger.CommandTimes;
import cc.chitty.sync.jobs.trigger.Moment;
import cc.chitty.sync.jobs.trigger.Successes;
import cc.chitty.sync.jobs.watch.Watcher.Timetable;
import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.owner.Request;
import cc.chitty.sync.kernel.owner.Terminal;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code watch}. Runs until it is told to stop, and then exits with 130 as every command that was: an owner who leaves
 * must not be taken by a guest for a watcher that has done all its work.
 */
@Command(
        name = "watch",
        description = {
            "Consolidates whenever an agent's list changes.",
            "Commands that run jobs or look at runs are handed over to it, and start at once:",
            "consolidate, git-push, drive-sync, gpu-sync, todos complete, reopen and delete,",
            "conflicts resolve, sessions, rollback, status, history, show, restart, stop, prune."
        },
        footer = {"  chittysync watch", "  chittysync watch --schedule    where there is no cron"})
public final class WatchCommand extends ShownCommand implements StayingCommand {

    @Option(
            names = "--schedule",
            description = "Also start commands at their times (settings chittysync.schedule.COMMAND), as cron would.")
    private boolean schedule;

    private final ToIntFunction<Invocation> commands;
    private final List<CommandTimes> known;

    /**
     * The command.
     *
     * @param commands runs another command and returns its exit code
     * @param known the names of those that this version has
     */
    public WatchCommand(Invocation invocation, ToIntFunction<Invocation> commands, List<String> known) {
        super(invocation);
        this.commands = commands;
        this.known = CommandTimes.of(Set.copyOf(known));
    }

    @Override
    protected ExitCode run() {
        Replacement replacement = Replacement.of(state());
        Owner owner = invocation().owner().get();
        Watcher watcher = new Watcher(
                state(),
                owner.get(Consolidate.class),
                owner.get(WatchSettings.class),
                invocation().clock(),
                new Report(owner),
                replacement);
        watcher.run(schedule ? timetable(owner) : null, invocation().interruption());
        return ExitCode.INTERRUPTED;
    }

    @Override
    public void requireAlone() {
        Watcher.requireNone(state());
    }

    private Timetable timetable(Owner owner) {
        Map<String, String> times = new HashMap<>();
        known.forEach(one -> times.put(one.command(), "0 " + one.cron()));
        Binder.get(owner.get(Environment.class))
                .bind("chittysync.schedule", Bindable.mapOf(String.class, String.class))
                .ifBound(times::putAll);
        return new Timetable(times, this::start);
    }

    /** Its output goes where the watcher's goes. */
    private void start(String command) {
        Map<String, String> environment = new HashMap<>(invocation().environment());
        environment.put("CHITTYSYNC_TRIGGER", "cron");
        List<String> words = known.stream()
                .filter(one -> one.command().equals(command))
                .findFirst()
                .map(CommandTimes::words)
                .orElse(List.of(command));
        Request request = new Request(words, invocation().workingDirectory(), environment, Terminal.NONE);
        Invocation here = invocation();
        int code = commands.applyAsInt(
                new Invocation(request, here.out(), here.err(), here.interruption(), here.state(), here.owner()));
        new Successes(state()).ended(Trigger.CRON, command, code, Moment.now(here.clock()));
        say(command + " at its time: exit code " + code);
    }

    private void say(String text) {
        if (printing().isForPeople()) {
            printing().line(now() + " " + text);
            invocation().out().flush();
        }
    }

    /** Says what happens, with its time. */
    private final class Report implements WatchReport {
        private final Owner owner;

        Report(Owner owner) {
            this.owner = owner;
        }

        @Override
        public void watching(String how) {
            say("watching: " + how);
        }

        /** What a run changed must survive a power cut, as what any other run changed. */
        @Override
        public void ran(Ended run, boolean news) {
            owner.repository().checkpoint();
            owner.repository().backupIfDue();
            new Successes(state())
                    .ended(
                            Trigger.WATCHER,
                            "consolidate",
                            run.exitCode().code(),
                            Moment.now(invocation().clock()));
            if (news && invocation().terminal().out()) {
                say("run " + run.run() + ": " + run.report().counts());
            }
            run.report().problems().forEach(invocation().err()::println);
            invocation().err().flush();
        }

        @Override
        public void failed(Failure failure) {
            Complaint.of(failure).print(invocation());
            invocation().err().flush();
        }
    }
}
