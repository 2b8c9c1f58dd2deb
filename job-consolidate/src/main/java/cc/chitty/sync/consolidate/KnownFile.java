package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.source.Stamp;

/**
 * A source file as it was when it was last read.
 *
 * @param trusted false where the next run has to read it again whatever its stamp says
 * @param problems what that reading could not understand
 */
record KnownFile(long id, String source, String path, Stamp stamp, boolean trusted, FileProblems problems) {

    boolean isUnchanged(Stamp now) {
        return trusted && stamp.equals(now);
    }
}
