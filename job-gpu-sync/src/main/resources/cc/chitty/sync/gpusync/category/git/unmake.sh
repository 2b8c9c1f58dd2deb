# unmake GIT DIRECTORY KEPT INNER...: a repository that a run made is put aside at KEPT, if git knows of nothing in it that no run
# brought. Files that git checked out go; others are a matter of those that brought them. INNER are repositories in it.
d=$1 kept=$2
shift 2
# tidy: removes what is empty
tidy() {
    find "$d" -depth -type d -exec rmdir {} + 2>/dev/null
    [ ! -e "$d" ] || echo left
}
[ -e "$d" ] || exit 0
own=$(own "$d")
if [ -z "$own" ]; then
    ! filled "$kept" || tidy
    exit 0
fi
why=$(worked "$own" "$d" "$@")
if [ -n "$why" ]; then
    printf 'worked %s\n' "$why"
    exit 0
fi
had=false
if [ -f "$own/chittysync-brought" ]; then
    g "$d" update-index -q --refresh >/dev/null 2>&1
    grep -v '/$' "$own/chittysync-brought" | while IFS= read -r path; do
        if [ ! -e "$d/$path" ] && [ ! -L "$d/$path" ]; then
            continue
        elif g "$d" --literal-pathspecs diff-files --quiet -- "$path"; then
            rm -f "$d/$path"
        else
            printf 'changed %s\n' "$path"
        fi
    done
    grep '/$' "$own/chittysync-brought" | LC_ALL=C sort -r | while IFS= read -r path; do
        rmdir "$d/$path" 2>/dev/null
    done
fi
if filled "$own"; then
    had=true
    g "$d" ls-files -z | (cd "$d" && xargs -0 rm -f -- 2>/dev/null)
fi
inside=false
if [ "$own" != "$d" ]; then
    ls -ld "$d" | sed "$chmodded" >"$own/chittysync-mode"
    inside=$(only "$own" rev-parse --is-bare-repository)
fi
[ "$own" = "$d" ] || own=$d/.git # of a sub-module the file that leads to the outer one
mkdir -p "$(dirname "$kept")" && [ ! -e "$kept" ] && mv "$own" "$kept" && echo undone || exit 1
[ $had = false ] || tidy
[ "$inside" != true ] || tidy >/dev/null # git had no files there
