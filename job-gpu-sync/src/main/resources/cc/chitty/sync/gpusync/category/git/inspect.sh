# inspect GIT ROOT NAME...: what repositories there are below a root; names are not entered
root=$1
shift
cd "$root" 2>/dev/null || {
    [ -e "$root" ] || [ -L "$root" ] && echo unreadable || echo absent
    exit 0
}
here=$(pwd -P)
here=${here%/}
# say WORD VALUE: a line; a line break in the value, which would begin a line of its own, is none in it
say() {
    case $2 in
        *"$nl"*) printf '%s %s\n' "$1" "$(printf '%s' "$2" | tr '\n' '?')" ;;
        *) printf '%s %s\n' "$1" "$2" ;;
    esac
}
# way DIRECTORY: the modes of the root, of what is on the way to $d, of $d, and of the repository's own directory
way() {
    inner=$1
    at=.
    rest=${d#.}
    set -- .
    while [ -n "$rest" ]; do
        rest=${rest#/}
        at=$at/${rest%%/*}
        set -- "$@" "$at"
        case $rest in */*) rest=/${rest#*/} ;; *) rest= ;; esac
    done
    ls -ld "$@" "$inner" | sed "$chmodded; "'s/^/mode /; $s/^mode/inner/'
}
# sound ARGUMENTS: what git tells of $d; that it is broken where git complains: what it leaves out then was not deleted
sound() {
    {
        said=$(only "$d" "$@" 2>&1 >&3)
        ended=$?
    } 3>&1
    [ -z "$said" ] || said=$(printf '%s\n' "$said" | grep -v '^warning: unable to access') # its own settings
    [ $ended = 0 ] && [ -z "$said" ] || printf 'broken %s\n' "$(printf '%s\n' "${said:-it ended with $ended}" | head -n 1)"
}
# tell FOUND: all of one repository; a person may have many, and each process is some milliseconds of every run
tell() {
    found=$1
    case $found in
        */.git) d=${found%/.git} ;;
        *) d=${found%/HEAD} ;;
    esac
    say repository "${d#./}"
    # a .git that is none must not make git find the repository that this directory lies in
    GIT_CEILING_DIRECTORIES=$here${d#.}
    GIT_CEILING_DIRECTORIES=${GIT_CEILING_DIRECTORIES%/*}
    GIT_CEILING_DIRECTORIES=${GIT_CEILING_DIRECTORIES:-/}
    export GIT_CEILING_DIRECTORIES
    set -- rev-parse --absolute-git-dir --is-bare-repository --show-object-format --show-prefix
    if ! told=$(only "$d" "$@" 2>/dev/null); then
        told=$(only "$d" "$@" 2>&1)
        told=${told%%"$nl"*}
        printf 'broken %s\n' "$told"
        return 0
    fi
    own=${told%%"$nl"*}
    told=${told#*"$nl"}
    bare=${told%%"$nl"*}
    told=${told#*"$nl"}
    format=${told%%"$nl"*}
    # a colon in the name of a directory divides the ceilings
    if [ "$told" != "$format" ]; then
        echo 'broken it is not a git repository, but lies in one'
        return 0
    fi
    printf 'git %s\nbare %s\nformat %s\n' "$own" "$bare" "$format"
    case $found$bare in
        */HEADfalse) echo apart ;;
    esac
    way "$own"
    common=$own
    if [ -f "$own/commondir" ]; then
        common=$(cat "$own/commondir")
        case $common in /*) ;; *) common=$own/$common ;; esac
        common=$(cd "$common" && pwd -P)
        case $common in
            '' | *"$nl"*)
                echo 'broken where its repository is cannot be told'
                return 0
                ;;
        esac
        say linked "$common"
    elif [ "$bare" = true ]; then
        case $found in # what only leads to a bare repository is none: there are two of it else
            */.git) [ -d "$found" ] && [ ! -L "$found" ] || say linked "$own" ;;
        esac
    fi
    for name in index.lock HEAD.lock MERGE_HEAD CHERRY_PICK_HEAD REVERT_HEAD BISECT_LOG rebase-merge rebase-apply; do
        [ ! -e "$own/$name" ] || printf 'busy %s\n' "$name"
    done
    for name in packed-refs.lock shallow.lock config.lock; do
        [ ! -e "$common/$name" ] || printf 'busy %s\n' "$name"
    done
    for name in "$common"/objects/pack/*.promisor; do
        [ ! -e "$name" ] || echo partial
        break
    done
    if [ -s "$common/chittysync-name" ]; then
        word=name
        while IFS= read -r line || [ -n "$line" ]; do # the last may have no end
            say "$word" "$line"
            word=count
        done <"$common/chittysync-name"
    fi
    if [ -s "$common/shallow" ]; then
        sed 's/^/shallow /' "$common/shallow"
        echo
    fi
    if branch=$(only "$d" symbolic-ref -q HEAD); then
        say head "$branch"
    elif commit=$(only "$d" rev-parse -q --verify HEAD); then
        say detached "$commit"
    else
        echo 'broken HEAD leads nowhere'
    fi
    sound for-each-ref --format='ref %(objectname) %(refname) %(symref)' \
        refs/heads refs/tags refs/notes refs/chittysync refs/stash
    [ ! -e "$common/refs/stash" ] || echo stashed
    # what is below the newest one only its log knows, which may be gone, or have expired
    if [ -s "$common/logs/refs/stash" ] ||
        { [ -d "$common/reftable" ] && g "$d" rev-parse -q --verify refs/stash >/dev/null; }; then
        sound rev-list -g refs/stash -- | sed 's/^[0-9a-f][0-9a-f]*$/stash &/'
    fi
    if [ -d "$common/worktrees" ]; then
        sound worktree list --porcelain | sed -n '/^broken /p'
        # a path may have line breaks, which only a git from 2.36 on keeps apart from the ends of lines
        { g "$d" worktree list --porcelain -z 2>/dev/null ||
            g "$d" worktree list --porcelain 2>/dev/null | tr '\n' '\000'; } |
            tr '\n\000' '?\n' | sed -n 's/^worktree /tree /p; s/^branch /out /p; s/^HEAD /at /p; s/^detached$/loose/p'
    fi
    [ ! -e "$own/chittysync-unfinished" ] || echo unfinished
}
# what find leaves out: the names, everything in a .git, and our own directories in the making
for name do
    set -- "$@" -o -name "$name"
    shift
done
# a path with a line break would be two lines, of which each may be the path of another one
find . \( -name '.chittysync-*' "$@" \) -prune -o \( -name .git -prune -o -type f -name HEAD \) -exec sh -c '
    cr=$(printf "\r")
    for found do
        case $found in
            */.git) ;;
            *) [ -d "${found%/HEAD}/objects" ] && [ -d "${found%/HEAD}/refs" ] || continue ;;
        esac
        case $found in
            *"$0"* | *"$cr"*) echo unnamable ;;
            *) printf "%s\n" "$found" ;;
        esac
    done' "$nl" {} + |
    LC_ALL=C sort |
    while IFS= read -r found; do
        if [ "$found" = unnamable ]; then
            echo unnamable
        else
            tell "$found" </dev/null
        fi
    done
echo end
