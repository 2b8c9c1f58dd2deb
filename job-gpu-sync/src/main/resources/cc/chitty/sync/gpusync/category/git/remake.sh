# remake GIT DIRECTORY KEPT: a repository that was put aside takes its place again; it gets its files if there are none at all, else its
# index only. The time of its directory stays where that is there.
d=$1 kept=$2
if [ ! -e "$kept" ]; then
    [ ! -e "$d" ] || echo made
    exit 0
fi
like "$(dirname "$d")"
bare=false
[ ! -f "$kept/HEAD" ] || bare=$(only "$kept" rev-parse --is-bare-repository)
if [ "$bare" = true ] && [ ! -e "$kept/chittysync-mode" ]; then
    [ ! -e "$d" ] && mkdir -p "$(dirname "$d")" && mv "$kept" "$d" && echo made
    exit 0
fi
reach "$d" "$(cat "$kept/chittysync-mode" 2>/dev/null)" || exit 1
like "$d"
[ ! -e "$d/.git" ] || exit 0
if [ -d "$kept" ]; then
    time=$kept/chittysync-time
    touch -r "$d" "$time"
    mv "$kept" "$d/.git" || exit 1
    own=$d/.git
else # of a sub-module: it leads to the outer one, which is back
    cp "$kept" "$kept.time" && touch -r "$d" "$kept.time"
    mv "$kept" "$d/.git" || exit 1
    own=$(only "$d" rev-parse --absolute-git-dir) || exit 1
    mv "$kept.time" "$own/chittysync-time"
fi
rm -f "$own/index"
if [ -f "$own/chittysync-made" ]; then
    grep -v '^filled$' "$own/chittysync-made" >"$own/chittysync-made.new"
    mv "$own/chittysync-made.new" "$own/chittysync-made"
fi
if [ "$bare" != true ] && g "$d" rev-parse -q --verify HEAD >/dev/null; then
    if [ -n "$(find "$d" -name .git -prune -o -type f -print -o -type l -print | head -n 1)" ]; then
        g "$d" read-tree HEAD
        g "$d" update-index -q --refresh >/dev/null
        [ ! -f "$own/chittysync-brought" ] ||
            grep -v '/$' "$own/chittysync-brought" | tr '\n' '\000' | g "$d" checkout-index -q -u -z --stdin
    else
        [ ! -f "$own/chittysync-made" ] || echo filled >>"$own/chittysync-made"
        g "$d" read-tree -m -u HEAD
    fi
fi
touch -r "$own/chittysync-time" "$d"
rm -f "$own/chittysync-time" "$own/chittysync-mode"
echo made
