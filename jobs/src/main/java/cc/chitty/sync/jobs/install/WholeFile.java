package cc.chitty.sync.jobs.install;

import org.jspecify.annotations.Nullable;

/** A file that is all ours; one of the same name that was there before comes back when it goes. */
final class WholeFile implements Edit {

    private final byte[] content;

    WholeFile(byte[] content) {
        this.content = content.clone();
    }

    @Override
    public byte[] apply(byte @Nullable [] original) {
        return content.clone();
    }

    @Override
    public byte @Nullable [] clean(byte[] current, byte @Nullable [] before) {
        return before;
    }
}
