package cc.chitty.sync.consolidate.view;

/** One step of the way from the old lines of a project in {@code todos.json} to the new ones; they come in the lines' order. */
sealed interface SpliceStep {

    /** The lines that start in {@code [from, to)} of the old file stay. */
    record Keep(long from, long to) implements SpliceStep {}

    /** The line that starts there in the old file goes. */
    record Drop(long at) implements SpliceStep {}

    /** A line that is new. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copying every line would double the work
    record Put(ViewKey key, byte[] line) implements SpliceStep {}
}
