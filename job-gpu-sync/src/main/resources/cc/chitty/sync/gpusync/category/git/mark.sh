# mark GIT KEY: of lines "COUNT DIRECTORY" two lines for each: the directory, and a name that its repository keeps as long as it is the
# same one. Beside the name it keeps the count under KEY, which tells it from itself as it was before.
key=$1
while IFS= read -r line; do
    count=${line%% *}
    d=${line#* }
    common=$(g "$d" rev-parse --git-common-dir) && common=$(cd "$d" && cd "$common" && pwd -P) || continue
    file=$common/chittysync-name
    name=$(head -n 1 "$file" 2>/dev/null)
    [ -n "$name" ] || name=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    like "$d"
    {
        printf '%s\n' "$name"
        [ ! -e "$file" ] || sed 1d "$file" | grep -v "^$key "
        printf '%s %s\n' "$key" "$count"
    } >"$file.new" && mv "$file.new" "$file" || continue
    printf '%s\n%s\n' "$d" "$name"
done
sync
