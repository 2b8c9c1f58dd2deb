# undo GIT DIRECTORY BRANCH OLD NEW HOW REPOSITORY: takes a branch that is checked out back from NEW to OLD, "-" is one that is unborn; its
# files too, where the run brought them and they are as it left them, and DIRECTORY is still a working tree of REPOSITORY. HOW is "adopted"
# where others brought the files, "forwarded" where git did, "unknown" where the run died before it heard of it. Says "elsewhere" if it is
# not checked out there any more. The ref goes last, so that one that is killed is finished by the next.
d=$1 ref=$2 old=$3 new=$4 how=$5 repository=$6
if ! belongs "$d" "$repository"; then
    echo changed
    exit 0
fi
if [ "$(g "$d" symbolic-ref -q HEAD)" != "$ref" ]; then
    echo elsewhere
    exit 0
fi
like "$d"
own=$(only "$d" rev-parse --absolute-git-dir)
if [ "$how" = unknown ]; then
    how=adopted
    case $(cat "$own/chittysync-how" 2>/dev/null) in
        "$ref $new filled" | "$ref $new forwarded") how=forwarded ;;
    esac
fi
empty=$(g "$d" hash-object -t tree /dev/null)
from=$new to=$old
[ "$new" != - ] || from=$empty
[ "$old" != - ] || to=$empty
move() {
    # an index without anything is none, as it was before there was a commit
    [ "$old" != - ] || rm -f "$own/index"
    printf '%s %s %s\n' "$ref" "$old" "$how" >"$own/chittysync-how"
    if [ "$old" = - ]; then
        printf 'delete %s %s\n' "$ref" "$new"
    elif [ "$new" = - ]; then
        printf 'create %s %s\n' "$ref" "$old"
    else
        printf 'update %s %s %s\n' "$ref" "$old" "$new"
    fi | g "$d" update-ref -m 'chittysync: rollback' --stdin
}
# has TREE: whether that is what the index has
has() {
    g "$d" diff-index --cached --quiet "$1" --
}
g "$d" update-index -q --really-refresh >/dev/null 2>&1 # what is assumed to be unchanged, too
if [ "$how" = adopted ]; then
    has "$from" || has "$to" || { echo changed; exit 0; }
    lists=$own/chittysync-index
    marked=no
    ! marks "$d" "$lists" || marked=yes
    ! kept "$own" "$lists" "$ref" "$old" "$new" || marked=yes
    # put TREE: the index has that, with the marks
    put() {
        g "$d" read-tree -i -m "$1" && { [ $marked = no ] || remark "$d" "$lists"; }
    }
    if put "$to" && move; then
        echo undone
    else
        put "$from"
        echo changed
    fi
    rm -f "$lists".*
elif ! g "$d" diff-files --quiet --ignore-submodules=dirty; then
    echo changed
elif has "$to" && ! has "$from"; then
    move && echo undone || echo changed
elif has "$from" && ! unknown "$d" "$from" "$to"; then
    g "$d" read-tree -m -u "$from" "$to" >/dev/null && move && echo undone || echo changed
else
    echo changed
fi
