package cc.chitty.sync.gpusync.model;

import java.util.Set;

/** What the model test tests: something that makes two roots hold the same. Everything it remembers outlives {@link Killed}. */
public interface SyncUnderTest extends AutoCloseable {

    /**
     * What a run says.
     *
     * @param changes what is to be changed, or was: {@code ours} or {@code theirs}, a colon, the path as it is spelled there
     * @param undone changes that were not made, in the same words
     * @param left paths on which both sides may differ after it, with all below, as planned
     */
    record Told(Set<String> changes, Set<String> undone, Set<String> left) {}

    /** A run ended before its end, as it says. */
    final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Died(String words) {
            super(words);
        }
    }

    /** Only plans. */
    Told plan();

    /** Plans and does. */
    Told sync();

    @Override
    void close();
}
