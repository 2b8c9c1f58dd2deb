package cc.chitty.sync.kernel.owner;

import java.time.Duration;

/**
 * How long owner and guests wait for each other.
 *
 * @param beat how often each side says that it is alive
 * @param silence how long a side may say nothing before it counts as frozen; several beats
 * @param lockWait how long to wait for the lock when its holder cannot serve
 */
public record Limits(Duration beat, Duration silence, Duration lockWait) {

    public static final Limits DEFAULT =
            new Limits(Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofSeconds(30));

    public Limits {
        if (beat.isNegative()
                || beat.isZero()
                || silence.compareTo(beat.multipliedBy(2)) < 0
                || lockWait.isNegative()) {
            throw new IllegalArgumentException(
                    "beat " + beat + ", silence " + silence + ", wait for the lock " + lockWait);
        }
    }

    public Limits withLockWait(Duration other) {
        return new Limits(beat, silence, other);
    }
}
