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

        /** From a line of {@code relate.sh}, {@code yes 1700000000 OBJECT}; the last two are missing if the object is no commit. */
        static Answer parse(String line) {
            String[] words = line.split(" ", -1);
            boolean timed = words.length > 1 && words[1].matches("[0-9]{1,18}");
            return new Answer(words[0].equals("yes"), timed ? Long.parseLong(words[1]) : 0);
        }
    }

    /** As {@code relate.sh} takes it. */
    String line() {
        return other + " " + mine + " " + directory;
    }
}
