# sparse GIT ROOT...: which paths repositories leave out of their working trees: those that are at the directories which the lines name, and
# those that a root lies in, or is. For each "at DIRECTORY<NUL>", then "S PATH<NUL>" for each path, counted from that directory, and "!<NUL>" if
# git cannot tell, as without an index, or while another git writes one. Of a sparse checkout also "in DIRECTORY<NUL>", where in the working tree it is, and
# "pattern LINE<NUL>" for each of what it does not leave out, after "patterns<NUL>" if there are any.
tell() {
    printf 'at %s\000' "$1"
    # of what git tells of each path nothing is "!"; a name may have line breaks
    { g "$1" ls-files -t -z 2>/dev/null </dev/null || printf '!\000'; } |
        swap | sed -n '/^S /p; /^!$/p' | swap
    [ "$(only "$1" config --type=bool core.sparseCheckout 2>/dev/null)" = true ] || return 0
    within=$(only "$1" rev-parse --show-prefix && echo .) || return 0
    printf 'in %s\000' "${within%"$nl".}"
    own=$(only "$1" rev-parse --git-path index --git-path info/sparse-checkout) || return 0
    patterns=${own#*"$nl"}
    own=${own%%"$nl"*}
    (
        cd "$1" || exit
        [ -f "$own" ] && [ ! -e "$own.lock" ] || printf '!\000'
        [ -f "$patterns" ] || exit
        printf 'patterns\000'
        { sed 's/^/pattern /' "$patterns"; echo; } | tr '\n' '\000' # the last line may have no end
    )
    return 0
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
