# apply GIT DIRECTORY: one transaction of refs, as update-ref takes it; says "unconnected" if history is missing. A branch that somebody
# has checked out since it was looked at is not moved under its files
d=$1
like "$d"
all=$(cat)
out=$(g "$d" worktree list --porcelain 2>/dev/null | sed -n 's/^branch //p')
for ref in $(printf '%s\n' "$all" | sed -n 's/^[a-z]* \(refs\/heads\/[^ ]*\).*$/\1/p'); do
    case $nl$out$nl in
        *"$nl$ref$nl"*)
            echo 'refused it is checked out now, and stays as it is'
            exit 0
            ;;
    esac
done
printf '%s\n' "$all" |
    sed -n 's/^create [^ ]* \([0-9a-f]*\)$/\1/p; s/^update [^ ]* \([0-9a-f]*\) .*$/\1/p' |
    g "$d" rev-list --objects --quiet --stdin --not --all >/dev/null 2>&1 || {
    echo unconnected
    exit 0
}
if told=$(printf '%s\n' "$all" | g "$d" update-ref -m 'chittysync: gpu-sync' --stdin 2>&1); then
    echo done
else
    printf 'refused %s\n' "$(printf '%s\n' "$told" | head -n 1)"
fi
