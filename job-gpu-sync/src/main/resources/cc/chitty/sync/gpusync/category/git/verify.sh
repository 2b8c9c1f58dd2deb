# verify GIT: of lines "DIRECTORY" those whose refs lead to objects that are missing or damaged
while IFS= read -r d; do
    if ! told=$(g "$d" fsck --connectivity-only --no-dangling --no-progress </dev/null 2>&1); then
        printf '%s\n%s\n' "$d" "$(printf '%s\n' "$told" | head -n 1)"
    fi
done
