# receive GIT DIRECTORY HOW: takes a pack; HOW is few or many
d=$1
like "$d"
if [ "$2" = few ]; then
    g "$d" unpack-objects -q
else
    g "$d" index-pack --stdin --fix-thin >/dev/null
fi
