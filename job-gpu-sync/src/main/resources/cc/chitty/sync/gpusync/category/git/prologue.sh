# The start of every script; $1 is git. Nothing of the caller's environment points it elsewhere, no hook, monitor,
# prompt or background work of a repository's configuration runs, and no command waits for a person. History is as commits tell it, not as
# grafts or replacements, which only one side has; git complains of a file with grafts, even an empty one, but not of one that cannot be.
git=$1
shift
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_COMMON_DIR GIT_NAMESPACE GIT_OBJECT_DIRECTORY \
    GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_CONFIG GIT_CONFIG_PARAMETERS GIT_CONFIG_COUNT GIT_EXTERNAL_DIFF GIT_TRACE GIT_SHALLOW_FILE
export LC_ALL=C GIT_TERMINAL_PROMPT=0 GIT_OPTIONAL_LOCKS=0 GIT_ASKPASS=false SSH_ASKPASS=false GIT_EDITOR=false \
    GIT_NO_LAZY_FETCH=1 GIT_NO_REPLACE_OBJECTS=1 GIT_GRAFT_FILE=/dev/null/none GIT_PAGER=cat
umask 077
nl='
'
# swap: line feeds and NULs for each other: tools for lines take any name
swap() {
    tr '\000\n' '\n\000'
}
# like DIRECTORY: from here on new files are as open to others as it, or as the nearest that is there, is
like() {
    near=$1
    while [ ! -e "$near" ] && [ "$near" != / ] && [ "$near" != . ]; do
        near=$(dirname "$near")
    done
    case $(ls -ld "$near") in
        ????------*) umask 077 ;;
        *) umask 022 ;;
    esac
}
# what sed makes of a line of ls -l: its mode as chmod takes it
chmodded='s/^.\(...\)\(...\)\(...\).*$/u=\1,g=\2,o=\3/; s/[st]/x/g; s/[-ST]//g'
# reach DIRECTORY MODES: makes what is missing on the way to it; MODES are of the last directories on that way
reach() (
    [ ! -d "$1" ] || exit 0
    if [ -z "$2" ]; then
        like "$1"
        mkdir -p "$1"
        exit
    fi
    above=${2% *}
    [ "$above" != "$2" ] || above=
    reach "$(dirname "$1")" "$above" && mkdir "$1" && chmod "${2##* },u+rwx" "$1"
)
# common DIRECTORY: where the repository there keeps what all its working trees share; for a shell of its own
common() {
    own=$(only "$1" rev-parse --git-common-dir 2>/dev/null) || exit 1
    case $own in
        /*) cd "$own" ;;
        *) cd "$1/$own" ;;
    esac && pwd -P
}
# belongs DIRECTORY REPOSITORY: whether it is one of its working trees
belongs() {
    [ "$1" = "$2" ] || { [ -d "$1" ] && [ "$(common "$1")" = "$(common "$2")" ]; }
}
# g DIRECTORY ARGUMENTS: git there
g() {
    directory=$1
    shift
    $instead "$git" -c core.hooksPath=/dev/null -c core.fsmonitor=false -c core.untrackedCache=false -c protocol.allow=never \
        -c gc.auto=0 -c maintenance.auto=false -c core.fsync=all -c advice.detachedHead=false \
        -c commit.gpgSign=false -c log.showSignature=false -c color.ui=false -c submodule.recurse=false -C "$directory" "$@"
}
# only DIRECTORY ARGUMENTS: the same instead of this shell, which has nothing else to do: a process less where a shell was started for it
instead=
only() {
    instead=exec
    g "$@"
}
