package cc.chitty.sync.gpusync.category.git;

/** The name of a git object: 40 or 64 lower-case hexadecimal digits. */
public record ObjectName(String hex) {

    public ObjectName {
        if (!isName(hex)) {
            throw new IllegalArgumentException("not the name of an object: '" + hex + "'");
        }
    }

    static boolean isName(String text) {
        return (text.length() == 40 || text.length() == 64)
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    @Override
    public String toString() {
        return hex;
    }
}
