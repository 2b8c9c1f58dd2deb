package cc.chitty.sync.consolidate.todo;

/** What commands take as the id of a todo: short enough to type, the same on every device. */
public final class TodoId {

    private TodoId() {}

    /** The first 12 hexadecimal characters of the SHA-256 of project, NUL and content. */
    public static String of(TodoKey key) {
        return ShortDigest.of(key.project(), key.content());
    }
}
