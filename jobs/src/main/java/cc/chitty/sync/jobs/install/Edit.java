package cc.chitty.sync.jobs.install;

import org.jspecify.annotations.Nullable;

/** What an installation does to one target. Null stands for a target that is not there. */
interface Edit {

    byte @Nullable [] apply(byte @Nullable [] original);

    /**
     * Takes our part out of bytes that somebody else has changed since.
     *
     * @param before what was there before our part came in
     * @param migrated whether entries of the first system had been taken out, too
     */
    byte @Nullable [] clean(byte[] current, byte @Nullable [] before, boolean migrated);

    /** Takes out all that is ours where nothing is recorded; what has nothing of ours comes out as it is. */
    byte @Nullable [] without(byte[] current);
}
