package cc.chitty.sync.consolidate.todo;

import cc.chitty.sync.consolidate.todo.LawSettings.Reopen;
import org.jspecify.annotations.Nullable;

/**
 * One claim said of one known register.
 *
 * @param known the epochs over all registers, this one included
 */
record Saying(Sighting register, Claim claim, Epochs known, Reopen reopen) {

    /** What the first word of a session on a todo makes, null if it is that the todo is gone. */
    static @Nullable Sighting begin(TodoKey key, SessionId session, Claim claim, Epochs known) {
        int ordinary = known.of(claim.at(), 0);
        return switch (claim.kind()) {
            case LISTED, ANEW -> first(key, session, claim, ordinary, Presence.LISTED);
            case REOPENED -> first(key, session, claim, known.highest() + 1, Presence.LISTED);
            case DELETED -> first(key, session, claim, ordinary, Presence.DELETED);
            case VANISHED, DROPPED, MOVED -> null;
        };
    }

    /** The register after the claim; the same one where the claim changes nothing. */
    Sighting after() {
        return switch (claim.kind()) {
            case LISTED, ANEW -> list();
            case REOPENED -> reopened();
            case DROPPED -> drop();
            case VANISHED -> vanish();
            case MOVED -> move();
            case DELETED -> delete();
        };
    }

    private Sighting list() {
        boolean raises = raises();
        int ordinary = known.of(claim.at(), register.epoch());
        int epoch = raises ? Math.max(ordinary, register.epoch() + 1) : ordinary;
        if (!raises && (repeatsOldEpoch() || staysReopened(epoch))) {
            return seenFirst();
        }
        return Registers.join(register, listed(epoch));
    }

    /** A person who says the same at the same instant is a retry of ours, not a second decision. */
    private Sighting reopened() {
        boolean retried = register.epoch() == known.highest() && register.at().equals(claim.at()) && repeats();
        return retried ? register : Registers.join(register, listed(known.highest() + 1));
    }

    private Sighting drop() {
        boolean applies = register.presence() != Presence.DELETED
                && register.status().open()
                && !claim.at().isBefore(register.at());
        return applies ? Registers.gone(register, Presence.DROPPED, claim.at()) : register;
    }

    /** Not where the session has listed it since: a file read again from its beginning tells old stories, too. */
    private Sighting vanish() {
        return register.presence() == Presence.LISTED && !claim.at().isBefore(register.at())
                ? Registers.gone(register, Presence.VANISHED, register.at())
                : register;
    }

    private Sighting move() {
        return register.stands() ? Registers.gone(register, Presence.DROPPED, register.at()) : register;
    }

    private Sighting delete() {
        int epoch = known.of(claim.at(), register.epoch());
        boolean deleted = register.presence() == Presence.DELETED;
        if (epoch < register.epoch() || (deleted && epoch == register.epoch())) {
            return register;
        }
        return Registers.join(register, tombstone(epoch));
    }

    /** The status is kept, so that a completion still counts; not one that was reopened or moved away since. */
    private Sighting tombstone(int epoch) {
        boolean undone =
                !register.status().open() && (epoch > register.epoch() || register.presence() == Presence.DROPPED);
        Status status = undone ? Status.PENDING : register.status();
        return register.saying(epoch, status, claim.at(), Presence.DELETED);
    }

    /** What was said before the todo was last reopened reopens nothing any more. */
    private boolean raises() {
        return !known.older(claim.at()) && (createsAnew() || reopensOwn() || returnsToMoved());
    }

    private boolean createsAnew() {
        return claim.kind() == Claim.Kind.ANEW
                && register.presence() == Presence.DELETED
                && !claim.at().isBefore(register.at());
    }

    private boolean reopensOwn() {
        return reopen == Reopen.SAME_SESSION && register.stands() && opensCompleted();
    }

    /** Its completion went to another project with it, so here it must not hide that the session lists the todo again. */
    private boolean returnsToMoved() {
        return register.presence() == Presence.DROPPED && opensCompleted();
    }

    private boolean opensCompleted() {
        return !register.status().open() && claim.status().open() && claim.at().isAfter(register.at());
    }

    /**
     * What a session said before somebody reopened the todo, it has not said again by merely listing it again: its whole
     * list is written with every step.
     */
    private boolean repeatsOldEpoch() {
        return register.epoch() < known.highest() && repeats();
    }

    private boolean repeats() {
        return register.stands()
                && register.status() == claim.status()
                && claim.details().equals(detailsOf(register));
    }

    /** The reopening of its own completion is known already; that it goes on listing the todo as open is no news. */
    private boolean staysReopened(int epoch) {
        return register.openAt() != null
                && epoch <= register.epoch()
                && !register.status().open()
                && claim.status().open();
    }

    static Claim.Details detailsOf(Sighting register) {
        return new Claim.Details(register.activeForm(), register.priority(), register.note());
    }

    /** What is said again changes nothing, but reading may come late upon where it was said first. */
    private Sighting seenFirst() {
        return Registers.join(
                register, register.carrying(claim.at(), claim.text(), register.began(), register.openAt()));
    }

    private Sighting listed(int epoch) {
        return first(register.todo(), register.session(), claim, epoch, Presence.LISTED);
    }

    private static Sighting first(TodoKey key, SessionId session, Claim claim, int epoch, Presence presence) {
        Claim.Details details = claim.details();
        return new Sighting(
                key,
                session,
                epoch,
                presence == Presence.DELETED ? Status.PENDING : claim.status(),
                claim.at(),
                presence,
                details.activeForm(),
                details.priority(),
                details.note(),
                claim.at(),
                claim.text(),
                null,
                null);
    }
}
