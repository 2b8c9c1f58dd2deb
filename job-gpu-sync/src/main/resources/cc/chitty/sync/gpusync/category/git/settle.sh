# settle GIT PLACE TARGET BARE HEAD: a finished repository takes its place, which has none; files are checked out only if
# there are none. HEAD is a branch's full name or an object. Lines of the input are settings: "NAME VALUE".
place=$1 target=$2 bare=$3 head=$4
like "$(dirname "$target")"
while IFS= read -r line; do
    g "$place" config --add "${line%% *}" "${line#* }" </dev/null || exit 1
done
case $head in
    refs/*) g "$place" symbolic-ref HEAD "$head" || exit 1 ;;
    *) g "$place" update-ref --no-deref HEAD "$head" || exit 1 ;;
esac
if [ "$bare" = true ]; then
    [ ! -e "$target" ] && mkdir -p "$(dirname "$target")" && mv "$place" "$target" || exit 1
    sync
    echo made
    exit 0
fi
mkdir -p "$target" || exit 1
[ ! -e "$target/.git" ] || exit 1
filled=$(ls -A "$target" | head -n 1)
mv "$place/.git" "$target/.git" && rmdir "$place" || exit 1
sync
if ! g "$target" rev-parse -q --verify HEAD >/dev/null; then
    echo made
elif [ -n "$filled" ]; then
    g "$target" read-tree HEAD && echo indexed
else
    g "$target" read-tree -m -u HEAD && echo filled
fi
