# clear GIT DIRECTORY KEPT: removes the files of a repository that was put aside at KEPT, if they are as it knows them, and what is
# empty then
d=$1 kept=$2
[ -d "$d" ] && [ -d "$kept" ] || exit 0
all() {
    g "$d" --git-dir="$kept" --work-tree="$d" "$@"
}
all update-index -q --refresh >/dev/null 2>&1
if [ -z "$(all diff-files --name-only --diff-filter=d | head -n 1)" ]; then
    all ls-files -z | (cd "$d" && xargs -0 rm -f --)
    find "$d" -depth -type d -exec rmdir {} + 2>/dev/null
fi
[ ! -e "$d" ] || echo changed
