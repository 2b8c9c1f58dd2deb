# checked_out DIRECTORY: "head NAME<NUL>", the branch that is checked out there, or else the commit
checked_out() {
    on=$(only "$1" symbolic-ref -q HEAD 2>/dev/null) || on=$(only "$1" rev-parse -q --verify HEAD 2>/dev/null)
    printf 'head %s\000' "$on"
}
