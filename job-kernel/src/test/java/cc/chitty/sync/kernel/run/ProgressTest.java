package cc.chitty.sync.kernel.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void a_line_is_drawn_over_and_taken_away() {
        Progress progress = line(80);
        progress.step("read").of(3);
        pass(100);
        progress.advance(2);
        progress.end();
        assertThat(text()).isEqualTo("\rread 0\rread 0/3\rread 2/3\r        \r");
    }

    @Test
    void it_is_drawn_every_100_ms_at_most_and_when_all_is_done() {
        Progress progress = line(80).step("read").of(1_000);
        seen.reset();
        for (int i = 0; i < 1_000; i++) {
            pass(1);
            progress.advance(1);
        }
        assertThat(text().split("\r", -1)).hasSize(11).endsWith("read 1000/1000");
    }

    @Test
    void it_never_fills_the_last_column() {
        line(10).step("transferring");
        assertThat(text()).isEqualTo("\rtransferr");
    }

    @Test
    void a_shorter_line_wipes_a_longer_one() {
        line(80).step("transfer").step("x");
        assertThat(text()).isEqualTo("\rtransfer 0\rx 0       ");
    }

    @Test
    void none_says_nothing_and_goes_on() {
        assertThat(Progress.NONE.step("read").of(2)).isSameAs(Progress.NONE);
        Progress.NONE.end();
        assertThat(text()).isEmpty();
    }

    private Progress line(int columns) {
        return Progress.on(new PrintStream(seen, true, UTF_8), columns, nanos::get);
    }

    private void pass(long millis) {
        nanos.addAndGet(millis * 1_000_000);
    }

    private String text() {
        return seen.toString(UTF_8);
    }
}
