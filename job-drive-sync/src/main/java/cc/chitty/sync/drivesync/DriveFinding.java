package cc.chitty.sync.drivesync;

/**
 * What a look at a remote found.
 *
 * @param check what was looked at
 * @param remedy what to do; empty where nothing has to be done
 */
public record DriveFinding(String check, Level level, String what, String remedy) {

    /** How bad it is. */
    public enum Level {
        /** In order. */
        OK,
        /** Worth knowing; nothing is lost by it. */
        NOTE,
        /** Something does not work. */
        WRONG
    }

    static DriveFinding ok(String check, String what) {
        return new DriveFinding(check, Level.OK, what, "");
    }

    static DriveFinding note(String check, String what, String remedy) {
        return new DriveFinding(check, Level.NOTE, what, remedy);
    }

    static DriveFinding wrong(String check, String what, String remedy) {
        return new DriveFinding(check, Level.WRONG, what, remedy);
    }
}
