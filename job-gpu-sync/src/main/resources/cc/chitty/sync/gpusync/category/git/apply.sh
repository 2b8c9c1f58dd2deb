# apply GIT DIRECTORY: one transaction of refs, as update-ref takes it; says "unconnected" if history is missing
d=$1
like "$d"
all=$(cat)
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
