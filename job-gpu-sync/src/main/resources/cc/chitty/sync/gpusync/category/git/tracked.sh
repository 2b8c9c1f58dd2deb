# tracked GIT ROOT...: which paths below a directory git knows: of lines "- - DIRECTORY" those of the index there; of lines "BRANCH COMMIT DIRECTORY"
# those of the branch, if it has gone on from that commit. For each, in which a repository begins unless it is one of the roots,
# "at DIRECTORY<NUL>", of an index "head BRANCH COMMIT<NUL>" if one is checked out, then "path PATH<NUL>" for each, counted from the directory, and
# "/<NUL>", which is no path, if git cannot tell.
is_root() {
    d=$1
    shift
    for root do
        [ "$root" != "$d" ] || return 0
    done
    return 1
}
paths() {
    { g "$@" 2>/dev/null </dev/null || printf '/\000'; } | swap | sed '/^\/$/!s/^/path /' | swap
}
# gone_on DIRECTORY BRANCH COMMIT
gone_on() {
    now=$(only "$1" rev-parse -q --verify "$2^{commit}" 2>/dev/null </dev/null) && [ "$now" != "$3" ] &&
        g "$1" merge-base --is-ancestor "$3" "$now" 2>/dev/null </dev/null
}
while IFS= read -r line; do
    branch=${line%% *}
    line=${line#* }
    commit=${line%% *}
    d=${line#* }
    [ -e "$d/.git" ] || is_root "$d" "$@" || continue
    printf 'at %s\000' "$d"
    if [ "$branch" = - ]; then
        branch=$(only "$d" symbolic-ref -q HEAD </dev/null 2>/dev/null) &&
            commit=$(only "$d" rev-parse -q --verify HEAD </dev/null 2>/dev/null) && printf 'head %s %s\000' "$branch" "$commit"
        paths "$d" ls-files -z
    elif gone_on "$d" "$branch" "$commit"; then
        paths "$d" ls-tree -r -z --name-only "$now"
    else
        printf '/\000'
    fi
done
