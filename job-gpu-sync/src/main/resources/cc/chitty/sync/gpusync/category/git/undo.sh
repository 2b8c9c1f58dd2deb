# undo GIT DIRECTORY BRANCH OLD NEW HOW REPOSITORY: takes a branch that is checked out back from NEW to OLD; its files too, where the run
# brought them and they are as it left them, and DIRECTORY is still a working tree of REPOSITORY
d=$1 ref=$2 old=$3 new=$4 how=$5 repository=$6
if ! belongs "$d" "$repository"; then
    echo changed
    exit 0
fi
like "$d"
g "$d" update-index -q --really-refresh >/dev/null 2>&1 # what is assumed to be unchanged, too
if [ "$how" = adopted ]; then
    g "$d" diff-index --cached --quiet "$new" -- || { echo changed; exit 0; }
    own=$(only "$d" rev-parse --absolute-git-dir)
    lists=$own/chittysync-index
    marked=no
    ! marks "$d" "$lists" || marked=yes
    ! kept "$own" "$lists" "$ref" "$old" "$new" || marked=yes
    printf 'update %s %s %s\n' "$ref" "$old" "$new" | g "$d" update-ref -m 'chittysync: rollback' --stdin &&
        g "$d" read-tree -i -m "$old" && { [ $marked = no ] || remark "$d" "$lists"; } && echo undone || echo changed
    rm -f "$lists".*
elif g "$d" diff-files --quiet --ignore-submodules=dirty && g "$d" diff-index --cached --quiet "$new" -- &&
    ! unknown "$d" "$new" "$old"; then
    g "$d" read-tree -m -u "$new" "$old" >/dev/null &&
        printf 'update %s %s %s\n' "$ref" "$old" "$new" | g "$d" update-ref -m 'chittysync: rollback' --stdin &&
        echo undone || echo changed
else
    echo changed
fi
