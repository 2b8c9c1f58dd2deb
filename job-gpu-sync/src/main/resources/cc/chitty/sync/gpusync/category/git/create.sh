# create GIT PLACE BARE FORMAT: an empty repository in the making at PLACE; $5 and further are its shallow commits
place=$1 bare=$2 format=$3
shift 3
rm -rf "$place"
like "$place"
mkdir -p "$place" || exit 1
if [ "$bare" = true ]; then
    "$git" init -q --bare --template= --object-format="$format" "$place" || exit 1
    own=$place
else
    "$git" init -q --template= --object-format="$format" "$place" || exit 1
    own=$place/.git
fi
mkdir -p "$own/info"
for commit do
    printf '%s\n' "$commit" >>"$own/shallow"
done
