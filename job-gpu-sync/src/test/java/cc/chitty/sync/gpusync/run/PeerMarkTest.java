package cc.chitty.sync.gpusync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.gpusync.peer.DiskTraits;
import cc.chitty.sync.gpusync.peer.InMemoryDisk;
import cc.chitty.sync.gpusync.peer.InMemoryEndpoint;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is kept out by what lies there. The peer's clock is an hour ahead. */
class PeerMarkTest {

    private static final String HOME = "/home/kim";
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Instant THERE = NOW.plus(Duration.ofHours(1));

    private final InMemoryEndpoint peer =
            new InMemoryEndpoint("ws", new InMemoryDisk(DiskTraits.LINUX, HOME), Duration.ofHours(1));

    private void lies(String text) {
        assertThat(peer.putNote(HOME, PeerMark.NAME, null, text.getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }

    private PeerMark take() {
        return PeerMark.take(peer, HOME, "d-me", InstantSource.fixed(NOW));
    }

    private void assertMine() {
        assertThat(peer.note(HOME, PeerMark.NAME)).contains("d-me " + THERE.plus(PeerMark.LIFE) + "\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 30, 60})
    void another_machines_mark_keeps_out_until_it_expires(long minutes) {
        lies("d-other " + THERE.plus(Duration.ofMinutes(minutes)) + "\n");
        assertThatThrownBy(this::take)
                .isInstanceOfSatisfying(
                        Failure.class, it -> assertThat(it.category()).isEqualTo(FailureCategory.BUSY))
                .hasMessageContaining("d-other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d-other 2026-11-29T13:00:00Z",
                "d-other 2026-11-29T12:59:00Z",
                "d-other 2026-11-29T14:00:01Z",
                "d-other 2040-01-01T00:00:00Z",
                "d-other +1000000000-01-01T00:00:00Z",
                "d-other tomorrow",
                "d-me 2040-01-01T00:00:00Z",
                ""
            })
    void a_mark_that_is_over_or_lasts_longer_than_any_is_made_for_or_is_ours_keeps_nobody_out(String text) {
        lies(text + "\n");
        take();
        assertMine();
    }

    @Test
    void it_goes_with_the_run_unless_it_is_somebody_elses_by_then() {
        PeerMark mark = take();
        assertMine();
        mark.close();
        assertThat(peer.note(HOME, PeerMark.NAME)).isEmpty();
        PeerMark again = take();
        peer.disk().file(HOME + "/" + PeerMark.NAME, "d-other " + THERE + "\n", 0600, 1);
        again.close();
        assertThat(peer.note(HOME, PeerMark.NAME)).isPresent();
    }
}
