package cc.chitty.sync.consolidate.todo;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How versions of one register join, which is commutative, associative and idempotent on normal forms, and what a claim
 * makes of a register.
 *
 * <p>A normal form is what {@link #join} and {@link #apply} return: {@code openAt} is null where it says nothing. It is
 * kept where a later join could need it, that is also of an open register that is no longer listed.
 */
public final class Registers {

    private static final Comparator<Sighting> MAIN = Comparator.comparingInt(Sighting::epoch)
            .thenComparingInt(Registers::rank)
            .thenComparing(Sighting::at)
            .thenComparing(Sighting::status)
            .thenComparing(Sighting::presence)
            .thenComparing(Canonical.ORDER);

    private static final Comparator<Sighting> FIRST =
            Comparator.comparing(Sighting::first).thenComparing(Sighting::shown, CodePoints.ORDER);

    private final LawSettings settings;

    public Registers(LawSettings settings) {
        this.settings = settings;
    }

    /**
     * The register after the claim, or null where the claim says nothing new.
     *
     * @param register what is known so far, null at the session's first word on the todo
     * @param known the epochs over all registers of the todo, on all devices
     * @param began when the session began, null where that is not known
     */
    public @Nullable Sighting apply(
            @Nullable Sighting register,
            TodoKey key,
            SessionId session,
            Claim claim,
            Epochs known,
            @Nullable Instant began) {
        Sighting after = register == null
                ? Saying.begin(key, session, claim, known)
                : new Saying(register, claim, known.with(register), settings.reopen()).after();
        if (after == null) {
            return null;
        }
        Sighting filled = withBegan(after, began);
        return filled.equals(register) ? null : filled;
    }

    /**
     * One version out of two of the same register.
     *
     * @throws IllegalArgumentException if they are of different registers
     */
    public static Sighting join(Sighting a, Sighting b) {
        if (!a.todo().equals(b.todo()) || !a.session().equals(b.session())) {
            throw new IllegalArgumentException("not of one register: " + a + " and " + b);
        }
        Sighting main = MAIN.compare(a, b) >= 0 ? a : b;
        Sighting earlier = FIRST.compare(a, b) <= 0 ? a : b;
        Instant openAt = latest(openAt(a, main.epoch()), openAt(b, main.epoch()));
        return main.carrying(earlier.first(), earlier.shown(), earliest(a.began(), b.began()), telling(main, openAt));
    }

    /**
     * One version of each register, in the order of the sessions.
     *
     * @param sightings of one todo, in any order, with any repetition
     */
    public static List<Sighting> joined(Collection<Sighting> sightings) {
        TreeMap<SessionId, Sighting> registers = new TreeMap<>();
        for (Sighting sighting : sightings) {
            registers.merge(sighting.session(), join(sighting, sighting), Registers::join);
        }
        return List.copyOf(registers.values());
    }

    /** The same register with another presence, as said at that time. */
    static Sighting gone(Sighting register, Presence presence, Instant at) {
        return join(register, register.saying(register.epoch(), register.status(), at, presence));
    }

    private static Sighting withBegan(Sighting register, @Nullable Instant began) {
        return join(register, register.carrying(register.first(), register.shown(), began, register.openAt()));
    }

    private static int rank(Sighting sighting) {
        if (sighting.presence() == Presence.DELETED) {
            return 2;
        }
        return sighting.status().open() ? 0 : 1;
    }

    /** When the version last saw the todo listed as open in that epoch, null where it does not tell. */
    private static @Nullable Instant openAt(Sighting version, int epoch) {
        if (version.epoch() != epoch) {
            return null;
        }
        return listedOpen(version) ? latest(version.openAt(), version.at()) : version.openAt();
    }

    /** Null where it says nothing that the main value does not say, now and after any further join. */
    private static @Nullable Instant telling(Sighting main, @Nullable Instant openAt) {
        if (openAt == null || main.presence() == Presence.DELETED) {
            return null;
        }
        if (main.status().open()) {
            return listedOpen(main) && openAt.equals(main.at()) ? null : openAt;
        }
        return openAt.isAfter(main.at()) ? openAt : null;
    }

    private static boolean listedOpen(Sighting version) {
        return version.status().open() && version.presence() == Presence.LISTED;
    }

    private static @Nullable Instant latest(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isAfter(b) ? a : b;
    }

    private static @Nullable Instant earliest(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }
}
