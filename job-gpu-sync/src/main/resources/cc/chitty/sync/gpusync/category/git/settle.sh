# settle GIT PLACE TARGET BARE HEAD MODE: a repository takes its place, which has none; its files are a matter of finish.
# BARE is true, false, or inside: a bare one that is called .git at the place.
# HEAD is a branch's full name or an object, MODE of the directory. The input are settings: a line with the name, one with the value.
# Others than those of remotes and branches are refused: there are settings that name programs to run.
place=$1 target=$2 bare=$3 head=$4 mode=$5
like "$place"
while IFS= read -r name && IFS= read -r value; do
    case $name in
        remote.-* | branch.-*) known=false ;;
        remote.?*.url | remote.?*.fetch | branch.?*.remote | branch.?*.merge | branch.?*.rebase) known=true ;;
        *) known=false ;;
    esac
    if [ $known = false ]; then
        echo "not where a remote is, nor what a branch follows: $name" >&2
        exit 1
    fi
    g "$place" config --add "$name" "$value" </dev/null || exit 1
done
case $head in
    refs/*) g "$place" symbolic-ref HEAD "$head" || exit 1 ;;
    *) g "$place" update-ref --no-deref HEAD "$head" || exit 1 ;;
esac
# what it was made with: a rollback asks whether anything came since
own=$place/.git
[ "$bare" = false ] || own=$place
refs >"$own/chittysync-made"
if [ "$bare" = true ]; then
    [ ! -e "$target" ] && chmod "$mode,u+rwx" "$place" && mv "$place" "$target" || exit 1
    sync
    echo made
    exit 0
fi
reach "$target" "$mode" || exit 1
[ ! -e "$target/.git" ] || exit 1
if [ "$bare" = inside ]; then
    mv "$place" "$target/.git" || exit 1
    sync
    echo made
    exit 0
fi
: >"$place/.git/chittysync-unfinished"
mv "$place/.git" "$target/.git" && rmdir "$place" || exit 1
sync
echo made
