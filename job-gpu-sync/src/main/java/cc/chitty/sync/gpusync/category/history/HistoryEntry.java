package cc.chitty.sync.gpusync.category.history;

/**
 * One command or prompt.
 *
 * @param time when it was given, in the unit of its file; {@link #UNTOLD} if the file does not say
 * @param text as it stands in the file, with all its lines and the last one's end
 */
record HistoryEntry(long time, String text) {

    static final long UNTOLD = -1;

    static HistoryEntry untimed(String text) {
        return new HistoryEntry(UNTOLD, text);
    }
}
