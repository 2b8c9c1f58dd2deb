# bring GIT DIRECTORY: files of the index that are not there are checked out, those that the lines PATH name; what is there stays. They
# are written down first, with the directories that are made for them: a rollback takes just those away. Lines "missing PATH" tell
# which could not be brought.
d=$1
own=$(only "$d" rev-parse --absolute-git-dir) || exit 1
like "$d"
list=$own/chittysync-brought
# up PATH: the directories above it, the innermost first
up() {
    above=$1
    while case $above in */*) true ;; *) false ;; esac do
        above=${above%/*}
        printf '%s\n' "$above"
    done
}
# barred PATH: whether something that is no directory is where one above it has to be
barred() {
    up "$1" | while IFS= read -r above; do
        [ ! -L "$d/$above" ] && { [ ! -e "$d/$above" ] || [ -d "$d/$above" ]; } || echo "$above"
    done | grep -q .
}
while IFS= read -r path; do
    if barred "$path"; then
        printf 'missing %s\n' "$path" >&3
    elif [ ! -e "$d/$path" ] && [ ! -L "$d/$path" ]; then
        up "$path" | while IFS= read -r above; do
            [ -d "$d/$above" ] || printf '%s/\n' "$above"
        done
        printf '%s\n' "$path"
    fi
done 3>&1 >>"$list"
grep -v '/$' "$list" | tr '\n' '\000' | g "$d" checkout-index -q -u -z --stdin
grep -v '/$' "$list" | while IFS= read -r path; do
    [ -e "$d/$path" ] || [ -L "$d/$path" ] || printf 'missing %s\n' "$path"
done
rm -f "$own/chittysync-unfinished"
