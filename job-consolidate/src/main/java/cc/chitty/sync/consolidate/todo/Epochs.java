package cc.chitty.sync.consolidate.todo;

import java.time.Instant;
import java.util.Collection;

/**
 * What is known of a todo's epochs over all its registers of all devices.
 *
 * @param highest the highest epoch, 0 where nobody reopened it
 * @param raised the earliest {@code at} among the registers of that epoch
 */
public record Epochs(int highest, Instant raised) {

    /** Of a todo without registers. */
    public static final Epochs NONE = new Epochs(0, Instant.MAX);

    public static Epochs of(Collection<Sighting> registers) {
        Epochs known = NONE;
        for (Sighting register : registers) {
            known = known.with(register);
        }
        return known;
    }

    /** The same with one more register known; knowing it twice changes nothing. */
    public Epochs with(Sighting register) {
        if (register.epoch() != highest) {
            return register.epoch() > highest ? new Epochs(register.epoch(), register.at()) : this;
        }
        return register.at().isBefore(raised) ? new Epochs(highest, register.at()) : this;
    }

    /**
     * The epoch of an ordinary claim: the highest for one made since that was raised. An older one keeps the register's
     * own, or the one below where the register itself has moved on: what was said before a reopening must not undo it
     * when an old file is read again.
     *
     * @param own the epoch of the register of which the claim speaks, 0 without one
     */
    int of(Instant at, int own) {
        if (highest == 0 || !older(at)) {
            return highest;
        }
        return Math.min(own, highest - 1);
    }

    /** Whether something said at that time was said before the highest epoch began. */
    boolean older(Instant at) {
        return highest > 0 && at.isBefore(raised);
    }
}
