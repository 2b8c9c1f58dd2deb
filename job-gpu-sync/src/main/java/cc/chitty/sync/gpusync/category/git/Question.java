package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.reconcile.Side;

/**
 * Whether one commit is part of another one's history, asked on the side that has the second.
 *
 * @param directory of the repository on that side
 * @param other may be unknown there, and then is no part of it
 */
record Question(Side side, String directory, ObjectName other, ObjectName mine) {

    /**
     * What that side says.
     *
     * @param time of the second one, seconds since 1970; 0 if it is no commit
     */
    record Answer(boolean contained, long time) {

        static final Answer UNKNOWN = new Answer(false, 0);

        /** From a line of {@code relate.sh}. */
        static Answer parse(String line) {
            int space = line.indexOf(' ');
            String word = space < 0 ? line : line.substring(0, space);
            String time = space < 0 ? "" : line.substring(space + 1).strip();
            return new Answer(word.equals("yes"), time.matches("[0-9]{1,18}") ? Long.parseLong(time) : 0);
        }
    }

    /** As {@code relate.sh} takes it. */
    String line() {
        return other + " " + mine + " " + directory;
    }
}
