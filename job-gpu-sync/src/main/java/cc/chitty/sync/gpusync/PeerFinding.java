package cc.chitty.sync.gpusync;

/**
 * What a look at a peer, or at this machine for it, found.
 *
 * @param check what was looked at
 * @param remedy what to do; empty where nothing has to be done
 */
public record PeerFinding(String check, Level level, String what, String remedy) {

    /** How bad it is. */
    public enum Level {
        /** In order. */
        OK,
        /** Worth knowing; nothing is lost by it. */
        NOTE,
        /** Something does not work. */
        WRONG
    }

    static PeerFinding ok(String check, String what) {
        return new PeerFinding(check, Level.OK, what, "");
    }

    static PeerFinding note(String check, String what, String remedy) {
        return new PeerFinding(check, Level.NOTE, what, remedy);
    }

    static PeerFinding wrong(String check, String what, String remedy) {
        return new PeerFinding(check, Level.WRONG, what, remedy);
    }
}
