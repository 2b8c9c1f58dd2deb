package cc.chitty.sync.jobs.trigger;

import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A point in time by the clock, which can be set, and by how long the machine had been awake since it was started, which
 * cannot: nothing is late because it slept, was off, or had its clock set.
 *
 * @param boot tells starts of the machine apart; empty where the system does not say, and the clock has to do
 * @param awake seconds
 */
public record Moment(Instant at, String boot, long awake) {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    public static Moment now(InstantSource clock) {
        return now(clock, System::nanoTime);
    }

    /**
     * This moment.
     *
     * @param nanos counts from the start of the machine while it is awake, as HotSpot's does on Linux
     */
    static Moment now(InstantSource clock, LongSupplier nanos) {
        try {
            String boot = Files.exists(BOOT) ? Files.readString(BOOT).strip() : "";
            return new Moment(
                    clock.instant(), boot, Duration.ofNanos(nanos.getAsLong()).toSeconds());
        } catch (IOException e) {
            throw StorageFailure.of("read", BOOT, e);
        }
    }

    /** How long the machine was awake between then and this moment, as far as that is known. */
    public Duration awakeSince(Moment then) {
        if (boot.isEmpty() || then.boot.isEmpty()) {
            return Duration.between(then.at, at);
        }
        return Duration.ofSeconds(boot.equals(then.boot) ? awake - then.awake : awake);
    }

    String text() {
        return at + " " + awake + " " + boot;
    }

    /** What {@link #text} gave; empty for anything else. */
    static Optional<Moment> parse(String text) {
        String[] parts = text.split(" ", 3);
        try {
            return parts.length < 3
                    ? Optional.empty()
                    : Optional.of(new Moment(Instant.parse(parts[0]), parts[2], Long.parseLong(parts[1])));
        } catch (DateTimeException | NumberFormatException damaged) {
            return Optional.empty();
        }
    }
}
