# The marks of an index, skip-worktree and assume-unchanged, are a person's, or a sparse checkout's: they stay with the paths that stay.
# swap: line feeds and NULs for each other: tools for lines take any name
swap() {
    tr '\000\n' '\n\000'
}
# marks DIRECTORY LISTS: writes down which paths have them, LISTS.<mark>; false if none has
marks() {
    g "$1" ls-files -v | grep -q '^[Sa-z]' || return 1
    g "$1" ls-files -v -z | swap >"$2.all"
    sed -n 's/^[Ss] //p' "$2.all" | sort >"$2.skip-worktree"
    sed -n 's/^[a-z] //p' "$2.all" | sort >"$2.assume-unchanged"
}
# mark DIRECTORY OPTION: the lines are what it is for
mark() {
    swap | g "$1" update-index "$2" -z --stdin
}
# remark DIRECTORY LISTS: gives what was written down its marks again, where it still is
remark() {
    g "$1" ls-files -z | swap | sort >"$2.all"
    comm -12 "$2.skip-worktree" "$2.all" | mark "$1" --skip-worktree &&
        comm -12 "$2.assume-unchanged" "$2.all" | mark "$1" --assume-unchanged
}
