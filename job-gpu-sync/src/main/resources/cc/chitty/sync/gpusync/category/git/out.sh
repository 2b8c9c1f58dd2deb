# out DIRECTORY: the branches that are checked out in a working tree of the repository there
out() {
    g "$1" worktree list --porcelain 2>/dev/null | sed -n 's/^branch //p'
}
