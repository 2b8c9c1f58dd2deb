# own DIRECTORY: where the repository there keeps its own; nothing if there is none
own() {
    if [ -d "$1/.git" ]; then
        printf '%s\n' "$1/.git"
    elif [ -f "$1/.git" ]; then
        of=$(only "$1" rev-parse --absolute-git-dir 2>/dev/null)
        case $of in
            *"$nl"*) ;;
            */modules/*) printf '%s\n' "$of" ;;
        esac
    elif [ -f "$1/HEAD" ] && [ -d "$1/objects" ]; then
        printf '%s\n' "$1"
    fi
}
# filled OWN: whether a run checked its files out; else they are none of git's
filled() {
    grep -q '^filled$' "$1/chittysync-made" 2>/dev/null
}
# worked OWN DIRECTORY INNER...: what git alone knows of and no run brought, in words; nothing if there is no such thing. Files are
# asked for only if a run checked them out, but for those of repositories at INNER.
worked() {
    own=$1
    for name in MERGE_HEAD CHERRY_PICK_HEAD REVERT_HEAD BISECT_LOG rebase-merge rebase-apply index.lock HEAD.lock; do
        if [ -e "$own/$name" ]; then
            echo "an operation is going on in it: $name is there"
            return 0
        fi
    done
    if [ -n "$(ls -A "$own/worktrees" 2>/dev/null)" ]; then
        echo 'it has a linked working tree'
    elif k rev-parse -q --verify refs/stash >/dev/null; then
        echo 'it has a stash'
    elif [ -f "$own/chittysync-made" ] && [ "$(refs)" != "$(grep -v '^filled$' "$own/chittysync-made")" ]; then
        echo 'its branches, tags or HEAD are not those that the sync made'
    elif [ -n "$(commits)" ]; then
        echo 'it has commits that the sync did not bring'
    elif [ -n "$(index)" ]; then
        echo 'its index has what is in no commit'
    elif filled "$own" && [ -d "$2" ] && [ -n "$(files "$@")" ]; then
        echo 'files were changed or added'
    else
        modules
    fi
}
# k ARGUMENTS: git in $own, wherever its files are
k() {
    g "$own" --git-dir="$own" --work-tree="$own" "$@"
}
# refs: HEAD and the refs of $own but for those that runs keep
refs() {
    k symbolic-ref -q HEAD || k rev-parse -q --verify HEAD
    k for-each-ref --format='%(objectname) %(refname)' | grep -v ' refs/chittysync/'
}
commits() {
    if [ -f "$own/chittysync-made" ]; then
        {
            sed -n 's/^\([0-9a-f]\{40,64\}\).*$/^\1/p' "$own/chittysync-made"
            k for-each-ref --format='^%(objectname)' refs/chittysync
        } | k rev-list -n 1 --reflog --stdin 2>/dev/null || echo unknown
    else
        # a line of a reflog ends with a tab and what was done, if that is told
        find "$own/logs" -type f -exec cat {} + 2>/dev/null | grep -v 'chittysync: [a-z-]*$' | grep "$(printf '\t')" | head -n 1
    fi
}
index() {
    if [ -f "$own/index" ] && k rev-parse -q --verify HEAD >/dev/null; then
        k diff-index --cached --name-only HEAD -- 2>&1 | head -n 1
    elif [ -f "$own/index" ]; then
        k ls-files | head -n 1
    fi
}
# files OWN DIRECTORY INNER...: files that are not as git checked them out; one that is gone is none
files() (
    tree=$2
    shift 2
    for inner do
        set -- "$@" ":(exclude,literal)$inner"
        shift
    done
    g "$tree" status --porcelain --ignored --untracked-files=all -- . "$@" 2>&1 | grep -v '^ D' | head -n 1
)
# modules: the same of the sub-modules that are kept in $own
modules() {
    # the rest of a name with a line break is none, and may be the path of something else
    find "$own/modules" -type f -name HEAD 2>/dev/null | while IFS= read -r head; do
        case $head in
            "$own/modules/"*) ;;
            *)
                echo 'in a sub-module: there is a line break in its name'
                continue
                ;;
        esac
        module=${head%/HEAD}
        if [ -d "$module/objects" ] && [ -d "$module/refs" ]; then
            (worked "$module" "$module/chittysync-nowhere" | sed "s/^/in a sub-module: /")
        fi
    done | head -n 1
}
