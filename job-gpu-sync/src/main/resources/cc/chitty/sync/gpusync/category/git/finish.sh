# finish GIT DIRECTORY: a repository that was made gets its files if there are none at all, else its index only. Then
# "ignored MODE OBJECT 0<tab>PATH<NUL>" tells each file that only git can bring, since ignore rules keep it from the other categories;
# and "lacking ..." each other one that is not there: the other side may leave it out. Such a repository is finished by bring.sh. The last is
# what was done, and a NUL.
d=$1
own=$(only "$d" rev-parse --absolute-git-dir) || exit 1
[ -e "$own/chittysync-unfinished" ] || exit 0
like "$d"
missing=$own/chittysync-missing
: >"$missing"
if ! g "$d" rev-parse -q --verify HEAD >/dev/null; then
    said=made
elif [ -n "$(find "$d" -name .git -prune -o -type f -print -o -type l -print | head -n 1)" ]; then
    g "$d" read-tree HEAD || exit 1
    g "$d" update-index -q --refresh >/dev/null
    said=indexed
    tab=$(printf '\t')
    g "$d" ls-files -z -s -i -c --exclude-per-directory=.gitignore |
        (cd "$d" && xargs -0 sh -c '
            for told do
                path=./${told#*"$0"}
                [ -e "$path" ] || [ -L "$path" ] || printf "ignored %s\000" "$told"
            done' "$tab") >"$missing"
    # of those that are told twice the first counts; a sub-module is no file
    g "$d" ls-files -d -z |
        (cd "$d" && xargs -0 sh -c '
            git=$1
            shift
            [ $# = 0 ] || "$git" -c core.fsmonitor=false --literal-pathspecs ls-files -s -z -- "$@"' sh "$git") |
        swap | sed '/^160000 /d; s/^/lacking /' | swap >>"$missing"
else
    [ ! -f "$own/chittysync-made" ] || echo filled >>"$own/chittysync-made"
    g "$d" read-tree -m -u HEAD || exit 1
    said=filled
fi
if [ -s "$missing" ]; then
    cat "$missing"
else
    rm -f "$own/chittysync-unfinished"
fi
rm -f "$missing"
printf '%s\000' "$said"
