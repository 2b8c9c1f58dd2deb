package cc.chitty.sync.gpusync.category.git;

/** What a ref is for. */
enum RefKind {
    /** Moves with the work. */
    BRANCH,
    /** Stays where it is; one that moved is reported, and both are kept. */
    TAG;

    static RefKind of(String ref) {
        return ref.startsWith("refs/tags/") ? TAG : BRANCH;
    }
}
