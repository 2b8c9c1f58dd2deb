# sparse GIT ROOT...: which paths repositories leave out of their working trees: those that are at the directories which the lines name, and
# those that a root lies in, or is. For each "at DIRECTORY<NUL>", then "S PATH<NUL>" for each path, counted from that directory, and "!<NUL>" if
# git cannot tell.
tell() {
    printf 'at %s\000' "$1"
    # of what git tells of each path nothing is "!"; a name may have line breaks
    { g "$1" ls-files -t -z 2>/dev/null </dev/null || printf '!\000'; } |
        tr '\000\n' '\n\000' | sed -n '/^S /p; /^!$/p' | tr '\000\n' '\n\000'
}
for root do
    at=$(cd -P "$root" 2>/dev/null && pwd) || continue
    while [ -n "$at" ] && [ ! -e "$at/.git" ]; do
        at=${at%/*}
    done
    [ -z "$at" ] || tell "$root"
done
while IFS= read -r directory; do
    [ ! -e "$directory/.git" ] || tell "$directory"
done
