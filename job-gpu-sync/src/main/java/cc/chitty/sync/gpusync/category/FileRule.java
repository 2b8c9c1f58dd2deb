package cc.chitty.sync.gpusync.category;

/** What holds for one file; see {@link FileRules}. */
public record FileRule(boolean corrected, boolean appended, boolean joined, boolean secret, boolean sanitised) {

    /** Nothing special. */
    public static final FileRule PLAIN = new FileRule(false, false, false, false, false);

    /** The permission bits in which two sides are compared, and which the file gets: of a secret one, the owner's only. */
    public int mode(int mode) {
        return secret ? (mode & 0100) | 0600 : mode;
    }

    /** Whether the bytes of the two sides may differ although both say the same. */
    public boolean hasCanonicalForm() {
        return corrected || sanitised;
    }
}
