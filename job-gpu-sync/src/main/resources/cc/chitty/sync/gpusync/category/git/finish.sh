# finish GIT DIRECTORY: a repository that was made gets its files if there are none at all, else its index only
d=$1
own=$(g "$d" rev-parse --absolute-git-dir) || exit 1
[ -e "$own/chittysync-unfinished" ] || exit 0
like "$d"
if ! g "$d" rev-parse -q --verify HEAD >/dev/null; then
    said=made
elif [ -n "$(find "$d" -name .git -prune -o -type f -print -o -type l -print | head -n 1)" ]; then
    g "$d" read-tree HEAD || exit 1
    g "$d" update-index -q --refresh >/dev/null
    said=indexed
else
    [ ! -f "$own/chittysync-made" ] || echo filled >>"$own/chittysync-made"
    g "$d" read-tree -m -u HEAD || exit 1
    said=filled
fi
rm -f "$own/chittysync-unfinished"
echo $said
