# The marks of an index, skip-worktree and assume-unchanged, are a person's, or a sparse checkout's: they stay with the paths that stay.
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
# keep DIRECTORY OWN LISTS REF OLD NEW: keeps of what was written down what that commit changes or has no more, for one who takes it back
keep() {
    g "$1" diff-tree -r --no-commit-id --name-only -z "$5" "$6" | swap | sort >"$3.new"
    for mark in skip-worktree assume-unchanged; do
        { echo "$4 $5 $6"; comm -12 "$3.$mark" "$3.new"; } >"$2/chittysync-$mark"
    done
}
# kept OWN LISTS REF OLD NEW: adds to what was written down what was kept of that; false if nothing was
kept() {
    [ "$(sed -n 1p "$1/chittysync-skip-worktree" 2>/dev/null)" = "$3 $4 $5" ] || return 1
    for mark in skip-worktree assume-unchanged; do
        [ -e "$2.$mark" ] || : >"$2.$mark"
        sed 1d "$1/chittysync-$mark" | sort -u - "$2.$mark" >"$2.new" && mv -f "$2.new" "$2.$mark"
    done
}
