# checkout GIT DIRECTORY REF OLD NEW FORWARD KEPT REPOSITORY: moves a branch that is checked out, OLD is "-" if it is unborn. Files are
# touched only where there are none, or by a fast-forward of a clean tree if FORWARD is yes. Files come first and the ref
# last, so that a killed one is finished by the next. The old value is kept under the ref KEPT in the same transaction. Lines
# "ignored PATH" tell what stands in the way and is brought by nobody but git, "elsewhere" that DIRECTORY is no working tree of REPOSITORY:
# where those are is told by a file that may be of old, or of a repository that this one is a copy of.
d=$1 ref=$2 old=$3 new=$4 forward=$5 kept=$6 repository=$7
if ! belongs "$d" "$repository"; then
    echo elsewhere
    echo kept
    exit 0
fi
# somebody may have gone to another branch since it was looked at
if [ "$(g "$d" symbolic-ref -q HEAD)" != "$ref" ]; then
    echo kept
    exit 0
fi
own=$(only "$d" rev-parse --absolute-git-dir) || exit 1
like "$d"
# move HOW: that is written down for a rollback of a run that was killed before it heard of it. What was kept by an earlier attempt stays
move() {
    printf '%s %s %s\n' "$ref" "$new" "$1" >"$own/chittysync-how"
    if [ "$old" = - ]; then
        printf 'create %s %s\n' "$ref" "$new"
    else
        printf 'update %s %s %s\n' "$ref" "$new" "$old"
        g "$d" show-ref --verify -q "$kept" || printf 'update %s %s\n' "$kept" "$old"
    fi | g "$d" update-ref -m 'chittysync: gpu-sync' --stdin
}
# whether the index has nothing of its own: it is as the old or as the new commit
plain() {
    [ ! -e "$own/index" ] || { [ "$old" != - ] && g "$d" diff-index --cached --quiet "$old" --; } ||
        g "$d" diff-index --cached --quiet "$new" --
}
# whether a file is there that the new commit has no more. One that its ignore rules match, which are those of the files, is no matter
# of git's from then on
left() {
    [ "$old" != - ] && (
        cd "$d" && g . diff-tree -r --no-commit-id --name-only --diff-filter=D -z "$old" "$new" |
            xargs -0 sh -c '
                git=$1
                shift
                [ $# = 0 ] || "$git" -c core.fsmonitor=false --literal-pathspecs \
                    ls-files --others --exclude-per-directory=.gitignore -- "$@"' sh "$git" | grep -q .
    )
}
# lone: files that are not as the new commit has them, and that ignore rules keep from the other categories
lone() {
    {
        g "$d" -c core.quotePath=false diff-files --name-only --ignore-submodules
        g "$d" -c core.quotePath=false ls-files -i -c --exclude-per-directory=.gitignore
    } | sort | uniq -d | sed 's/^/ignored /'
}
# unmark: a mark says that a file is as in the old commit, or left out, and nothing of the new one. What that changes has none for now,
# but for what is not there
unmark() {
    if [ "$old" = - ]; then
        g "$d" ls-files -z
    else
        g "$d" diff-tree -r --no-commit-id --name-only -z "$old" "$new"
    fi | swap | sort >"$copy.new"
    g "$d" ls-files -z | swap | sort | comm -12 - "$copy.new" >"$copy.all"
    sort -u "$copy.skip-worktree" "$copy.assume-unchanged" | comm -12 - "$copy.all" >"$copy.new"
    mark "$d" --no-skip-worktree <"$copy.new" && mark "$d" --no-assume-unchanged <"$copy.new" &&
        g "$d" ls-files -d -z | swap | sort -u | comm -12 - "$copy.new" | comm -12 - "$copy.skip-worktree" | mark "$d" --skip-worktree
}
# whether the files are those of the new commit already
same() {
    copy=$own/chittysync-index
    rm -f "$copy" "$copy".*
    [ ! -e "$own/index" ] || cp "$own/index" "$copy"
    GIT_INDEX_FILE=$copy
    export GIT_INDEX_FILE
    marked=no
    [ ! -e "$copy" ] || ! marks "$d" "$copy" || marked=yes
    # -i: what it thinks of the files is asked below
    g "$d" read-tree -i -m "$new" 2>/dev/null || g "$d" read-tree "$new"
    [ $marked = no ] || unmark
    g "$d" update-index -q --refresh >/dev/null 2>&1
    g "$d" diff-files --quiet --ignore-submodules
    equal=$?
    [ $equal = 0 ] || lone
    [ $equal != 0 ] || ! left || equal=1
    [ $equal != 0 ] || [ $marked = no ] || remark "$d" "$copy" || equal=1
    [ $equal != 0 ] || [ $marked = no ] || [ "$old" = - ] || keep "$d" "$own" "$copy" "$ref" "$old" "$new"
    unset GIT_INDEX_FILE
    [ $equal != 0 ] || mv -f "$copy" "$own/chittysync-same"
    rm -f "$copy" "$copy".*
    return $equal
}
clean() {
    g "$d" update-index -q --refresh >/dev/null 2>&1
    g "$d" diff-files --quiet --ignore-submodules=dirty && g "$d" diff-index --cached --quiet "$old" --
}
fill() {
    [ ! -e "$own/index" ] && [ -z "$(ls -A "$d" | grep -vx '\.git' | head -n 1)" ] &&
        g "$d" read-tree -m -u "$new" >/dev/null && move filled
}
adopt() {
    plain && same && {
        [ ! -e "$own/chittysync-same" ] || mv -f "$own/chittysync-same" "$own/index"
    } && move adopted
}
forward() {
    [ "$forward" = yes ] && [ "$old" != - ] && clean && g "$d" merge-base --is-ancestor "$old" "$new" &&
        ! unknown "$d" "$old" "$new" && g "$d" read-tree -m -u "$old" "$new" >/dev/null && move forwarded
}
if fill; then
    echo filled
elif forward; then
    echo forwarded
elif adopt; then
    echo adopted
else
    echo kept
fi
