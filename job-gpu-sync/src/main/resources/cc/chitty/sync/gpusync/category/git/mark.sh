# mark GIT: of lines "DIRECTORY" two lines for each: the directory, and a name that its repository keeps as long as it is the same one
while IFS= read -r d; do
    common=$(g "$d" rev-parse --git-common-dir) && common=$(cd "$d" && cd "$common" && pwd -P) || continue
    if [ ! -s "$common/chittysync-name" ]; then
        like "$d"
        od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$common/chittysync-name.new" &&
            mv "$common/chittysync-name.new" "$common/chittysync-name" || continue
    fi
    printf '%s\n%s\n' "$d" "$(cat "$common/chittysync-name")"
done
sync
