# finish GIT DIRECTORY: a repository that was made gets its files if there are none at all, else its index only. Then lines
# "ignored MODE OBJECT 0<tab>PATH" tell files that only git can bring, since ignore rules keep them from the other categories; such a
# repository is finished by bring.sh.
d=$1
own=$(g "$d" rev-parse --absolute-git-dir) || exit 1
[ -e "$own/chittysync-unfinished" ] || exit 0
like "$d"
missing=
if ! g "$d" rev-parse -q --verify HEAD >/dev/null; then
    said=made
elif [ -n "$(find "$d" -name .git -prune -o -type f -print -o -type l -print | head -n 1)" ]; then
    g "$d" read-tree HEAD || exit 1
    g "$d" update-index -q --refresh >/dev/null
    said=indexed
    tab=$(printf '\t')
    missing=$(g "$d" -c core.quotePath=false ls-files -s -i -c --exclude-per-directory=.gitignore |
        while IFS= read -r line; do
            path=${line#*"$tab"}
            [ -e "$d/$path" ] || [ -L "$d/$path" ] || printf 'ignored %s\n' "$line"
        done)
else
    [ ! -f "$own/chittysync-made" ] || echo filled >>"$own/chittysync-made"
    g "$d" read-tree -m -u HEAD || exit 1
    said=filled
fi
if [ -n "$missing" ]; then
    printf '%s\n' "$missing"
else
    rm -f "$own/chittysync-unfinished"
fi
echo $said
