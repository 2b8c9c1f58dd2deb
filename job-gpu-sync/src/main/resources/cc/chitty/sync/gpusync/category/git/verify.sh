# verify GIT: of lines "DIRECTORY" those whose refs lead to objects that are missing or damaged, whatever git has noted of them
# elsewhere, which takes a process for each such note
while IFS= read -r d; do
    if ! told=$(only "$d" -c core.commitGraph=false -c core.multiPackIndex=false \
        fsck --connectivity-only --no-dangling --no-progress </dev/null 2>&1); then
        printf '%s\n%s\n' "$d" "$(printf '%s\n' "$told" | head -n 1)"
    fi
done
