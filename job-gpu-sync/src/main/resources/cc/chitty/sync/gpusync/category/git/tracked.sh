# tracked GIT ROOT...: of lines "COMMIT DIRECTORY" which paths below the directory are in that commit, or in the index there if COMMIT is "-".
# For each, in which a repository begins unless it is one of the roots, "at DIRECTORY<NUL>", of an index "head NAME<NUL>", then "path PATH<NUL>"
# for each, counted from the directory, and "/<NUL>", which is no path, if git cannot tell.
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
while IFS= read -r line; do
    commit=${line%% *}
    d=${line#* }
    [ -e "$d/.git" ] || is_root "$d" "$@" || continue
    printf 'at %s\000' "$d"
    if [ "$commit" = - ]; then
        checked_out "$d"
        paths "$d" ls-files -z
    else
        paths "$d" ls-tree -r -z --name-only "$commit"
    fi
done
