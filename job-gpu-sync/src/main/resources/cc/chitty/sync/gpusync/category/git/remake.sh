# remake GIT DIRECTORY KEPT: a repository that was put aside takes its place again; it gets its files if there are none at all, else its
# index only. The time of its directory stays where that is there.
d=$1 kept=$2
if [ ! -e "$kept" ]; then
    [ ! -e "$d" ] || echo made
    exit 0
fi
like "$(dirname "$d")"
if [ -f "$kept/HEAD" ] && [ "$(g "$kept" rev-parse --is-bare-repository)" = true ]; then
    [ ! -e "$d" ] && mkdir -p "$(dirname "$d")" && mv "$kept" "$d" && echo made
    exit 0
fi
reach "$d" "$(cat "$kept/chittysync-mode" 2>/dev/null)" || exit 1
like "$d"
[ ! -e "$d/.git" ] || exit 0
touch -r "$d" "$kept/chittysync-time"
mv "$kept" "$d/.git" || exit 1
rm -f "$d/.git/index"
if g "$d" rev-parse -q --verify HEAD >/dev/null; then
    if [ -n "$(find "$d" -name .git -prune -o -type f -print -o -type l -print | head -n 1)" ]; then
        g "$d" read-tree HEAD
        g "$d" update-index -q --refresh >/dev/null
    else
        g "$d" read-tree -m -u HEAD
    fi
fi
touch -r "$d/.git/chittysync-time" "$d"
rm -f "$d/.git/chittysync-time" "$d/.git/chittysync-mode"
echo made
