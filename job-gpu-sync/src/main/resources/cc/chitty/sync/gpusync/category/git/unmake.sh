# unmake GIT DIRECTORY: a repository that was made is removed if it has nothing of its own: no change in its tree, no file that
# git does not know, no reflog of anybody's work
d=$1
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
if [ -n "$(find "$own/logs" -type f -exec grep -v 'chittysync: gpu-sync$' {} + 2>/dev/null | head -n 1)" ]; then
    echo changed
    exit 0
fi
gone=$(dirname "$d")/.chittysync-$(basename "$d").gone
rm -rf "$gone" && mv "$d" "$gone" && rm -rf "$gone" && echo undone
