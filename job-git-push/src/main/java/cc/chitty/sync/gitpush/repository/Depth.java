package cc.chitty.sync.gitpush.repository;

/** How deep to look whether a repository's commits can be read. */
public enum Depth {
    /** Each file's object. */
    FILES,
    /** The trees, and that each file is in an index: for packs that were on disk before anybody was told of them. */
    TREES
}
