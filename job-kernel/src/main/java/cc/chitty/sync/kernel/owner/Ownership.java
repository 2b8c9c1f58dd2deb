package cc.chitty.sync.kernel.owner;

import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command as the owner of the state directory or as the guest of the owner, whichever is possible; see the package's description.
 * Commands are idempotent: one whose owner died is run again from its beginning.
 */
public final class Ownership {

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private final StateDirectory state;
    private final Identity identity;
    private final Limits limits;
    private final Supplier<CommandRunner> runners;

    /**
     * Nothing happens yet.
     *
     * @param runners asked once, when this process has become the owner
     */
    public Ownership(StateDirectory state, Identity identity, Limits limits, Supplier<CommandRunner> runners) {
        this.state = state;
        this.identity = identity;
        this.limits = limits;
        this.runners = runners;
    }

    /**
     * Returns the exit code of the command. An owner returns only when its guests have been served.
     *
     * @param interruption raised by a signal; stops the command, wherever it runs. An owner's guests then go on by themselves
     * @throws Failure BUSY, naming the holder, if the lock does not become free within the limit or the owner is frozen; and what the command
     *     throws, if it ran here
     */
    public int runAsOwnerOrGuest(Request request, OutputStream out, OutputStream err, Interruption interruption) {
        Frame greeting = new Greeting(identity.version(), identity.settingsDigest(), request).frame();
        Waiting waiting = new Waiting();
        while (!interruption.raised()) {
            Optional<OwnerLock> lock = OwnerLock.tryTake(state, identity);
            if (lock.isPresent()) {
                return own(lock.get(), request, out, err, interruption);
            }
            Answer answer = visit(greeting, new Guest(limits, out, err, interruption));
            switch (answer.how()) {
                case ENDED -> {
                    return answer.code();
                }
                case FROZEN -> throw busy("does not answer");
                case LOST -> {
                    say(err, "the process that ran this command ended; running it again");
                    waiting = new Waiting();
                }
                case NOT_BEGUN -> waiting.pause(interruption);
            }
        }
        return ExitCode.INTERRUPTED.code();
    }

    /**
     * As {@link #runAsOwnerOrGuest}, but only in this process: for a command that stays, which would keep the owner it visits from leaving.
     * Waits for the lock, within the limit.
     */
    public int runAsOwner(Request request, OutputStream out, OutputStream err, Interruption interruption) {
        Waiting waiting = new Waiting();
        while (!interruption.raised()) {
            Optional<OwnerLock> lock = OwnerLock.tryTake(state, identity);
            if (lock.isPresent()) {
                return own(lock.get(), request, out, err, interruption);
            }
            waiting.pause(interruption);
        }
        return ExitCode.INTERRUPTED.code();
    }

    private Answer visit(Frame greeting, Guest guest) {
        return OwnerLock.describe(state)
                .filter(owner -> owner.identity().worksLike(identity))
                .flatMap(OwnerNote::socket)
                .map(socket -> guest.visit(socket, greeting))
                .orElse(Answer.of(Answer.How.NOT_BEGUN));
    }

    /** Closes in this order: guests served and socket gone, runner (it may hold the database), lock. */
    private int own(OwnerLock taken, Request request, OutputStream out, OutputStream err, Interruption interruption) {
        try (OwnerLock lock = taken;
                CommandRunner runner = runners.get();
                OwnerSocket socket = listen(lock, runner, err)) {
            if (socket != null) {
                interruption.whenRaised(socket::handBack);
            }
            return runner.run(request, out, err, interruption);
        }
    }

    /** An owner that cannot listen does its own work all the same; others wait for the lock then. */
    private @Nullable OwnerSocket listen(OwnerLock lock, CommandRunner runner, OutputStream err) {
        try {
            return OwnerSocket.listen(lock, runner, limits);
        } catch (Failure e) {
            say(err, e.getMessage() + "; other commands have to wait until this one ends");
            return null;
        }
    }

    private Failure busy(String why) {
        String holder = OwnerLock.describe(state).map(OwnerNote::text).orElse("a process that did not say who it is");
        return new Failure(
                FailureCategory.BUSY,
                "use " + state,
                holder + ", " + why,
                "Wait until it ends, or end it if it hangs; then start again.");
    }

    private static void say(OutputStream err, String text) {
        try {
            err.write(("chittysync: " + text + "\n").getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException e) {
            String seen = String.valueOf(e.getMessage());
            throw new Failure(FailureCategory.RETRYABLE, "print a message", seen, "Look at what reads the output.", e);
        }
    }

    /** Waits for the lock: short pauses that grow, until the limit. */
    private final class Waiting {

        private final long began = System.nanoTime();
        private Duration pause = Duration.ofMillis(1);

        void pause(Interruption interruption) {
            if (System.nanoTime() - began > limits.lockWait().toNanos()) {
                throw busy("holds it");
            }
            interruption.await(pause);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
    }
}
