package cc.chitty.sync.kernel.owner;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerLockTest {

    private static final Identity SELF = Identity.ofThisProcess("1", "digest");

    @TempDir
    Path home;

    private StateDirectory state;

    @BeforeEach
    void open() {
        state = StateDirectory.open(Map.of(), home);
    }

    @Test
    void one_holds_it_and_says_who_it_is() throws IOException {
        try (OwnerLock held = OwnerLock.tryTake(state, SELF).orElseThrow()) {
            assertThat(held.identity()).isEqualTo(SELF);
            assertThat(OwnerLock.tryTake(state, SELF)).isEmpty();
            assertThat(OwnerLock.describe(state)).contains(new OwnerNote(SELF, Optional.empty()));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.ownerLock())))
                    .isEqualTo("rw-------");
        }
        assertThat(OwnerLock.describe(state)).isEmpty();
        assertThat(state.ownerLock()).exists();
        OwnerLock.tryTake(state, SELF).orElseThrow().close();
    }

    @Test
    void a_damaged_note_does_not_stop_anybody() throws IOException {
        Files.writeString(state.ownerProperties(), "pid=many\n");
        assertThat(OwnerLock.describe(state)).isEmpty();
        try (OwnerLock held = OwnerLock.tryTake(state, SELF).orElseThrow()) {
            assertThat(OwnerLock.describe(state).orElseThrow().identity()).isEqualTo(held.identity());
        }
    }

    @Test
    void a_process_is_dead_only_if_that_is_certain() {
        assertThat(SELF.isDeadOn(SELF.host())).isFalse();
        Identity before = new Identity(SELF.host(), SELF.pid(), Instant.EPOCH, "1", "digest");
        assertThat(before.isDeadOn(SELF.host())).as("the number is used again").isTrue();
        assertThat(before.isDeadOn("elsewhere")).isFalse();
    }

    @Test
    void versions_and_settings_must_both_be_the_same_to_work_alike() {
        assertThat(SELF.worksLike(Identity.ofThisProcess("1", "digest"))).isTrue();
        assertThat(SELF.worksLike(Identity.ofThisProcess("2", "digest"))).isFalse();
        assertThat(SELF.worksLike(Identity.ofThisProcess("1", "other"))).isFalse();
    }
}
