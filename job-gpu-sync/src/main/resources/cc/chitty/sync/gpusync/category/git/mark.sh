# mark GIT: of lines "COUNT KEY DIRECTORY" three lines for each: the directory, a name that its repository keeps as long as it is the
# same one, and how far it has counted under KEY now, which tells it from itself as it was before: one further, and to COUNT at the least
while IFS= read -r line; do
    count=${line%% *}
    line=${line#* }
    key=${line%% *}
    d=${line#* }
    own=$(common "$d") || continue
    file=$own/chittysync-name
    name=$(head -n 1 "$file" 2>/dev/null)
    [ -n "$name" ] || name=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    counted=$(sed -n "2,\$s/^$key \\([0-9]\\{1,15\\}\\)\$/\\1/p" "$file" 2>/dev/null | tail -n 1)
    [ "${counted:-0}" -lt "$count" ] || count=$((counted + 1))
    like "$d"
    rm -f "$file.new" # a link there would lead elsewhere
    {
        printf '%s\n' "$name"
        [ ! -e "$file" ] || sed 1d "$file" | grep -v "^$key "
        printf '%s %s\n' "$key" "$count"
    } >"$file.new" && mv "$file.new" "$file" || continue
    printf '%s\n%s\n%s\n' "$d" "$name" "$count"
done
sync
