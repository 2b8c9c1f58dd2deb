package cc.chitty.sync.kernel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptionTest {

    private final Interruption interruption = new Interruption();
    private final List<String> told = new ArrayList<>();

    @Test
    void followers_are_told_once_and_late_ones_at_once() {
        interruption.whenRaised(() -> told.add("early"));
        interruption.raise();
        interruption.raise();
        interruption.whenRaised(() -> told.add("late"));
        assertThat(told).containsExactly("early", "late");
        assertThat(interruption.raised()).isTrue();
    }

    @Test
    void who_left_is_not_told() {
        interruption.whenRaised(() -> told.add("left")).close();
        interruption.raise();
        assertThat(told).isEmpty();
    }

    @Test
    void a_wait_ends_when_it_is_raised_or_the_time_is_over() throws InterruptedException {
        assertThat(interruption.await(Duration.ZERO)).isFalse();
        Thread raising = new Thread(interruption::raise);
        raising.start();
        assertThat(interruption.await(Duration.ofMinutes(1))).isTrue();
        raising.join();
    }

    @Test
    void an_interrupt_of_the_waiting_thread_raises_it() {
        Thread.currentThread().interrupt();
        assertThat(interruption.await(Duration.ofMinutes(1))).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }
}
