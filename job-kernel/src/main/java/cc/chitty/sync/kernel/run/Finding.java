package cc.chitty.sync.kernel.run;

/**
 * What one check of a doctor found.
 *
 * @param check what was looked at, in a word or two
 * @param remedy what to do; empty where nothing has to be done
 */
public record Finding(String check, Level level, String what, String remedy) {

    /** How bad it is. */
    public enum Level {
        /** In order. */
        OK,
        /** Worth knowing; nothing is lost by it. */
        NOTE,
        /** Something does not work. */
        WRONG
    }

    public static Finding ok(String check, String what) {
        return new Finding(check, Level.OK, what, "");
    }

    public static Finding note(String check, String what, String remedy) {
        return new Finding(check, Level.NOTE, what, remedy);
    }

    public static Finding wrong(String check, String what, String remedy) {
        return new Finding(check, Level.WRONG, what, remedy);
    }
}
