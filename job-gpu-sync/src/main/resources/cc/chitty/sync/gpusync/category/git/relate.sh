# relate GIT: of lines "OTHER MINE DIRECTORY" whether OTHER is there and an ancestor of MINE, when MINE was made, and MINE
while IFS= read -r line; do
    other=${line%% *}
    rest=${line#* }
    mine=${rest%% *}
    d=${rest#* }
    if g "$d" merge-base --is-ancestor "$other" "$mine" </dev/null 2>/dev/null; then
        contained=yes
    else
        contained=no
    fi
    printf '%s %s\n' "$contained" "$(only "$d" rev-list -1 --timestamp "$mine" -- </dev/null 2>/dev/null)"
done
