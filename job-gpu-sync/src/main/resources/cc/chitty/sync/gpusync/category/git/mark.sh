# mark GIT: of lines "COUNT KEY DIRECTORY" three lines for each: the directory, a name that its repository keeps as long as it is the
# same one, and how far it has counted under KEY now, which tells it from itself as it was before: one further, and to COUNT at the least
while IFS= read -r line; do
    count=${line%% *}
    line=${line#* }
    key=${line%% *}
    d=${line#* }
    own=$(common "$d") || continue
    file=$own/chittysync-name
    name= counted=0 others=
    if [ -f "$file" ]; then
        {
            IFS= read -r name
            while IFS= read -r line || [ -n "$line" ]; do # the last may have no end
                case $line in
                    "$key "*) counted=${line#"$key "} ;;
                    *) others=$others$line$nl ;;
                esac
            done
        } <"$file"
    fi
    [ -n "$name" ] || name=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    case $counted in
        *[!0-9]* | ????????????????*) counted=0 ;;
    esac
    [ "${counted:-0}" -lt "$count" ] || count=$((counted + 1))
    like "$d"
    [ ! -e "$file.new" ] && [ ! -L "$file.new" ] || rm -f "$file.new" # a link there would lead elsewhere
    printf '%s\n%s%s %s\n' "$name" "$others" "$key" "$count" >"$file.new" && mv "$file.new" "$file" || continue
    printf '%s\n%s\n%s\n' "$d" "$name" "$count"
done
sync
