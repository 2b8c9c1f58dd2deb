# value GIT DIRECTORY REF: what a ref has; nothing if it is not there. Fails where git cannot tell
told=$(g "$1" for-each-ref --format='%(refname) %(objectname)' "$2") || exit 1
# a pattern matches what lies below it, too
printf '%s\n' "$told" | while read -r name value; do
    [ "$name" != "$2" ] || echo "$value"
done
