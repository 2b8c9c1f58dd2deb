package cc.chitty.sync.kernel.owner;

/** What guest and owner say to each other, and how many bytes each may have. */
enum FrameKind {
    /** Guest: its identity and command; the first frame. */
    REQUEST(1, 4 << 20),
    /** Owner: the command begins; it is run even if nothing is heard any more. */
    ACCEPTED(2, 0),
    /** Owner: it cannot run this; the reason. */
    REFUSED(3, 1 << 12),
    /** Owner: bytes for standard output. */
    OUT(4, 1 << 15),
    /** Owner: bytes for standard error. */
    ERR(5, 1 << 15),
    /** Owner: the exit code; the last frame. */
    EXIT(6, 4),
    /** Guest: stop at the next safe point. */
    INTERRUPT(7, 0),
    /** Both: still alive. */
    BEAT(8, 0);

    private final byte code;
    private final int longest;

    FrameKind(int code, int longest) {
        this.code = (byte) code;
        this.longest = longest;
    }

    /** How it is written on the wire. */
    byte code() {
        return code;
    }

    int longest() {
        return longest;
    }
}
