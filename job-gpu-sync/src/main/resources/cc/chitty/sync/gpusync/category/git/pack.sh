# pack GIT DIRECTORY: a pack of what the lines "OBJECT" lead to, without what the lines "^OBJECT" lead to, where they are
# known here; "--shallow OBJECT" is a commit whose parents the receiver has not
d=$1
all=$(cat)
{
    printf '%s\n' "$all" | sed -n '/^--shallow /p'
    printf '%s\n' "$all" | sed -n '/^[0-9a-f]/p'
    printf '%s\n' "$all" | sed -n 's/^\^//p' | g "$d" cat-file --batch-check='%(objectname)' |
        sed -n '/ missing$/!s/^/^/p'
} | g "$d" pack-objects --revs --stdout --thin --delta-base-offset -q
