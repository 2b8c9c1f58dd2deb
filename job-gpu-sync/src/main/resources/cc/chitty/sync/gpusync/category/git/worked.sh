# worked GIT: the input are directories of repositories that a run made. Two lines for each in which there is somebody's own: its
# directory, and what it is.
all=$(cat)
printf '%s\n' "$all" | while IFS= read -r d; do
    set --
    while IFS= read -r other; do
        case $other in
            "$d"/*) set -- "$@" "${other#"$d"/}" ;;
        esac
    done <<END
$all
END
    own=$(own "$d")
    if [ -n "$own" ]; then
        why=$(worked "$own" "$d" "$@" </dev/null)
        [ -z "$why" ] || printf '%s\n%s\n' "$d" "$why"
    fi
done
