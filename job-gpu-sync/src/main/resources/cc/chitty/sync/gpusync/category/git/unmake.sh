# unmake GIT DIRECTORY KEPT: a repository that was made is put aside at KEPT if it has nothing of its own: no change in its tree, no
# file that git does not know, no reflog of anybody's work. Its files stay: they go as files do, or by clear.sh.
d=$1 kept=$2
[ -e "$d" ] || exit 0
if [ -d "$d/.git" ]; then
    own=$d/.git
    if [ -n "$(g "$d" status --porcelain --ignored 2>&1 | head -n 1)" ]; then
        echo changed
        exit 0
    fi
elif [ -f "$d/HEAD" ] && [ -d "$d/objects" ]; then
    own=$d
else
    exit 0
fi
# a line of a reflog ends with a tab and what was done, if that is told
told=$(find "$own/logs" -type f -exec cat {} + 2>/dev/null | grep -v 'chittysync: gpu-sync$' | grep "$(printf '\t')" | head -n 1)
if [ -n "$told" ]; then
    echo changed
    exit 0
fi
[ "$own" = "$d" ] || modes "$d" >"$own/chittysync-mode"
mkdir -p "$(dirname "$kept")" && [ ! -e "$kept" ] && mv "$own" "$kept" && echo undone
