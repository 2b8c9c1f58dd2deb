package cc.chitty.sync.jobs.doctor;

/**
 * What one check found.
 *
 * @param check what was looked at, in a word or two
 * @param remedy what to do; empty where nothing has to be done
 */
record Finding(String check, Level level, String what, String remedy) {

    /** How bad it is. */
    enum Level {
        /** In order. */
        OK,
        /** Worth knowing; nothing is lost by it. */
        NOTE,
        /** Something does not work. */
        WRONG
    }

    static Finding ok(String check, String what) {
        return new Finding(check, Level.OK, what, "");
    }

    static Finding note(String check, String what, String remedy) {
        return new Finding(check, Level.NOTE, what, remedy);
    }

    static Finding wrong(String check, String what, String remedy) {
        return new Finding(check, Level.WRONG, what, remedy);
    }
}
