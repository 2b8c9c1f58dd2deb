package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.source.Stamp;

/**
 * A source file as it was when it was last read.
 *
 * @param trusted false where the next run has to read it again whatever its stamp says
 * @param problems what that reading could not understand
 */
record KnownFile(long id, String source, String path, Stamp stamp, boolean trusted, FileProblems problems) {

    int part() {
        return PartDigests.Key.of(source, path).part();
    }

    /** Whether there is nothing to do and nothing to report where its stamp is still the same. */
    boolean isSettled() {
        return trusted && problems.isEmpty();
    }

    KnownFile distrusted() {
        return new KnownFile(id, source, path, stamp, false, problems);
    }

    boolean isUnchanged(Stamp now) {
        return trusted && stamp.equals(now);
    }
}
