package cc.chitty.sync.jobs.install;

import org.jspecify.annotations.Nullable;

/** A file that is all ours; one of the same name that was there before comes back when it goes. */
final class WholeFile implements Edit {

    private final byte @Nullable [] content;
    private final boolean ours;

    /**
     * A file.
     *
     * @param content null where it is to be as it was
     * @param ours whether one that is there and not recorded is of an earlier installation
     */
    WholeFile(byte @Nullable [] content, boolean ours) {
        this.content = content == null ? null : content.clone();
        this.ours = ours;
    }

    @Override
    public byte @Nullable [] apply(byte @Nullable [] original) {
        return content == null ? original : content.clone();
    }

    @Override
    public byte @Nullable [] clean(byte[] current, byte @Nullable [] before, boolean migrated) {
        return before;
    }

    @Override
    public byte @Nullable [] without(byte[] current) {
        return ours ? null : current;
    }
}
