# create GIT PLACE BARE FORMAT CLOSED MODES: an empty repository in the making at PLACE, for its owner only if CLOSED; MODES are of the
# directories above it; $7 and further are its shallow commits
place=$1 bare=$2 format=$3 closed=$4 modes=$5
shift 5
rm -rf "$place"
reach "$(dirname "$place")" "$modes" || exit 1
[ "$closed" = true ] || like "$place"
mkdir "$place" || exit 1
if [ "$bare" = true ]; then
    "$git" init -q --bare --template= --object-format="$format" "$place" || exit 1
    own=$place
else
    "$git" init -q --template= --object-format="$format" "$place" || exit 1
    own=$place/.git
fi
# none of the branches that come is checked out yet
g "$place" symbolic-ref HEAD refs/chittysync/making || exit 1
mkdir -p "$own/info"
for commit do
    printf '%s\n' "$commit" >>"$own/shallow"
done
