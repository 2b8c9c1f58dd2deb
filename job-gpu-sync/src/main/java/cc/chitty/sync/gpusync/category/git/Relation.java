package cc.chitty.sync.gpusync.category.git;

/** How the commits of two sides are related. */
enum Relation {
    /** Theirs continues ours. */
    OURS_BEHIND,
    /** Ours continues theirs. */
    THEIRS_BEHIND,
    /** Neither continues the other, or it cannot be told. */
    APART
}
