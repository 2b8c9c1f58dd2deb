package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.jobs.Desk.Result;
import cc.chitty.sync.kernel.owner.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopCommandTest extends DeskTest {

    private static final Terminal PROGRESS = new Terminal(false, true, 80);

    @Test
    void a_stopped_run_is_resumed_by_restart() throws Exception {
        desk.list(1, 0, "pending Write the test");
        Blocking err = new Blocking();
        CompletableFuture<Integer> run = CompletableFuture.supplyAsync(
                () -> desk.run(PROGRESS, Map.of(), OutputStream.nullOutputStream(), err, "consolidate"));
        err.reached.await();

        CompletableFuture<Result> stop = CompletableFuture.supplyAsync(() -> desk.run("stop", "1", "--json"));
        while (statusOfRun1().equals("started")) {
            Thread.onSpinWait();
        }
        err.goOn.countDown();

        Result stopped = stop.get(1, TimeUnit.MINUTES);
        assertThat(stopped.code()).as(stopped.out()).isZero();
        assertThat(stopped.json().get("status").asString()).isEqualTo("stopped");
        assertThat(run.get(1, TimeUnit.MINUTES)).isEqualTo(130);
        assertThat(desk.run("status").out()).contains("stopped", "`chittysync restart` resumes it");
        assertThat(desk.run("restart", "7").err()).contains("the one that can is 1");
        assertThat(desk.done("restart", "1").out()).startsWith("Resumed. Read 1 of 1 file");
        assertThat(desk.run("restart").code()).isEqualTo(2);
    }

    private String statusOfRun1() {
        return desk.done("show", "1", "--json").json().get("status").asString();
    }

    /** A terminal that stops taking output once the run has begun. */
    private static final class Blocking extends OutputStream {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public void write(int b) throws IOException {
            reached.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
