# unknown DIRECTORY OLD NEW: whether files that git does not know, ignored ones too, are where a clean working tree gets files on its way
# from OLD to NEW: git replaces ignored files, and directories of them, without a word
unknown() (
    d=$1
    cd "$d" || exit 0
    g . diff-tree -r --no-commit-id --name-only --diff-filter=A -z "$2" "$3" | xargs -0 sh -c '
        git=$1
        shift
        known() { "$git" -c core.fsmonitor=false ls-files --error-unmatch -- ":(literal)$1" >/dev/null 2>&1; }
        for path do
            if [ -d "$path" ] && [ ! -L "$path" ]; then
                [ -z "$("$git" -c core.fsmonitor=false ls-files --others -- ":(literal)$path" | head -n 1)" ] || echo unknown
            elif [ -e "$path" ] || [ -L "$path" ]; then
                echo unknown
            fi
            above=$path
            while case $above in */*) true ;; *) false ;; esac do
                above=${above%/*}
                if [ -L "$above" ] || { [ -e "$above" ] && [ ! -d "$above" ]; }; then
                    known "$above" || echo unknown
                elif [ -d "$above" ]; then
                    break
                fi
            done
        done' sh "$git" | grep -q unknown
)
