package cc.chitty.sync.jobs;

import cc.chitty.sync.consolidate.Consolidate;
import cc.chitty.sync.jobs.watch.WatchReport;
import cc.chitty.sync.jobs.watch.WatchSettings;
import cc.chitty.sync.jobs.watch.Watcher;
import cc.chitty.sync.jobs.watch.Watcher.Timetable;
import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.owner.Request;
import cc.chitty.sync.kernel.owner.Terminal;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
        mixinStandardHelpOptions = true,
        description = "Consolidates whenever an agent's list changes, and makes all other commands fast meanwhile.")
final class WatchCommand implements Callable<Integer>, OwnerCommand {

    private static final Map<String, String> TIMES = Map.of("consolidate", "0 */30 * * * *", "prune", "0 30 3 * * *");

    @Option(
            names = "--schedule",
            description = "Also start commands at their times (settings chittysync.schedule.COMMAND), as cron would.")
    private boolean schedule;

    private final Invocation invocation;

    WatchCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        OwnerApplication owner = invocation.owner().get();
        Watcher watcher = new Watcher(
                invocation.state().get(),
                owner.get(Consolidate.class),
                owner.get(WatchSettings.class),
                invocation.clock(),
                new Report(owner));
        watcher.run(schedule ? timetable(owner) : null, invocation.interruption());
        return ExitCode.INTERRUPTED.code();
    }

    private Timetable timetable(OwnerApplication owner) {
        Map<String, String> times = new HashMap<>(TIMES);
        Binder.get(owner.get(Environment.class))
                .bind("chittysync.schedule", Bindable.mapOf(String.class, String.class))
                .ifBound(times::putAll);
        return new Timetable(times, this::start);
    }

    /** Its output goes where the watcher's goes. */
    private void start(String command) {
        Map<String, String> environment = new HashMap<>(invocation.environment());
        environment.put("CHITTYSYNC_TRIGGER", "cron");
        Request request = new Request(List.of(command), invocation.workingDirectory(), environment, Terminal.NONE);
        int code = new Invocation(
                        request,
                        invocation.out(),
                        invocation.err(),
                        invocation.interruption(),
                        invocation.state(),
                        invocation.owner())
                .execute();
        say(command + " at its time: exit code " + code);
    }

    private void say(String text) {
        invocation.out().println(invocation.clock().instant() + " " + text);
        invocation.out().flush();
    }

    /** Says what happens, with its time. */
    private final class Report implements WatchReport {
        private final OwnerApplication owner;

        Report(OwnerApplication owner) {
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
            if (news) {
                say("run " + run.run() + ": " + run.report().counts());
            }
            run.report().problems().forEach(invocation.err()::println);
            invocation.err().flush();
        }

        @Override
        public void failed(Failure failure) {
            Complaint.of(failure).print(invocation);
            invocation.err().flush();
        }
    }
}
