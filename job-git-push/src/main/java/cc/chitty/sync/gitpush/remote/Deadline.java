package cc.chitty.sync.gitpush.remote;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends every call in time: JGit's own timeouts do not hold over SSH, and not for a server that accepts and then is silent. */
public record Deadline(Duration limit) {

    /**
     * Does the work in a thread of its own and waits for it. A thread that does not end is left behind; whatever it still
     * does to the repository is only to add objects.
     *
     * @throws Failure RETRYABLE when the time is over
     * @throws Exception what the work threw
     */
    public <T> T call(String what, Callable<T> work) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread worker = new Thread(() -> complete(result, work), "git-remote");
        worker.setDaemon(true);
        worker.start();
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            worker.interrupt();
            throw new Failure(
                    FailureCategory.RETRYABLE,
                    what,
                    "no answer within " + limit.toSeconds() + " s",
                    "Start again later; chittysync.git-push.deadline sets how long to wait.",
                    e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            worker.interrupt();
            throw new Failure(FailureCategory.INTERRUPTED, what, "it was stopped", "The next run goes on.", e);
        }
    }

    private static <T> void complete(CompletableFuture<T> result, Callable<T> work) {
        try {
            result.complete(work.call());
        } catch (Exception | Error e) {
            result.completeExceptionally(e);
        }
    }
}
