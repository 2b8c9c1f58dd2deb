#!/bin/sh
# A first pull of 20,000 files and 1 GiB, and a run that has nothing to do, beside bare rclone and git on the same tree.
# Each in turn, medians.
# usage: job-drive-sync/benchmark.sh [files [MiB [rounds]]]     needs rclone, git, and a built jobs/target/jobs.jar
set -eu
files=${1:-20000} mib=${2:-1024} rounds=${3:-3}
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/drive-benchmark.XXXXXX")
trap 'rm -rf "$work"' EXIT
export CHITTYSYNC_HOME="$work/state" CHITTYSYNC_AGENTS_HOME="$work/home" LC_ALL=C.UTF-8
mkdir -p "$work/remote" "$work/home" "$work/state"
: > "$work/empty.conf"
(   # half of it text, half of it not
    cd "$work/remote"
    { seq -f 'Line %.0f of the notes, with some words that come again.' 1 $((mib * 9000)) | head -c $((mib * 524288))
        head -c $((mib * 524288)) /dev/urandom; } | split -b $((mib * 1048576 / files)) -a 5 -d - f
    for i in $(seq -w 0 199); do mkdir "d$i"; done
    ls | grep '^f' | awk '{ printf "%s d%03d/\n", $1, NR % 200 }' | sort -k2 |
        awk '$2 != last { if (NR > 1) print ""; printf "%s", $2; last = $2 } { printf " %s", $1 }  END { print "" }' |
        while read -r to names; do mv $names "$to"; done
)
cat > "$work/state/settings.properties" <<END
chittysync.drive-sync.config=$work/empty.conf
chittysync.drive-sync.remotes[0].name=bench
chittysync.drive-sync.remotes[0].remote=$work/remote
chittysync.drive-sync.remotes[0].mirror=$work/mirror
END
now() { date +%s%N; }
took() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", (b - a) / 1e9 }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
median() { sort -n "$1" | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }
ours() { java -jar "$here/jobs/target/jobs.jar" drive-sync --json; }
own() { java -jar "$here/jobs/target/jobs.jar" show "$1" --json | sed 's/.*"began":"\([^"]*\)","ended":"\([^"]*\)","trigger.*/\1 \2/' |
    { read -r a b; took "$(date -d "$a" +%s%N)" "$(date -d "$b" +%s%N)"; }; }
check() { rclone --config "$work/empty.conf" check --size-only "$work/remote" "$work/mirror" 2> /dev/null; }

bare() {
    mkdir "$work/bare"
    git -C "$work/bare" init -q
    git -C "$work/bare" config gc.auto 0 # it would go on while the other is measured
    rclone --config "$work/empty.conf" sync "$work/remote" "$work/bare" --exclude '/.git/**'
    git -C "$work/bare" add -A
    git -C "$work/bare" -c user.name=n -c user.email=e@e commit -q -m bare
}

find "$work/remote" -type f -exec cat {} + > /dev/null
for round in $(seq "$rounds"); do
    rm -rf "$work/bare"
    sync
    a=$(now)
    bare
    echo "$(took "$a" "$(now)")" >> "$work/times.bare"
    rm -rf "$work/mirror" "$work/state/mirrors" "$work/state/drive-sync" "$work/state/database"
    sync
    a=$(now)
    ours > "$work/first"
    echo "$(took "$a" "$(now)")" >> "$work/times.first"
    echo "round $round: bare $(tail -n 1 "$work/times.bare") s, drive-sync $(tail -n 1 "$work/times.first") s"
done
bare=$(median "$work/times.bare") first=$(median "$work/times.first")
echo "$files files, $mib MiB: rclone sync, git add and commit: $bare s"
echo "drive-sync, with the start of Java: $first s, $(ratio "$first" "$bare") x (asked: 1.3 x)"
diff -r "$work/remote" "$work/mirror" > /dev/null && echo "the mirror is the remote"
echo "files committed: $(git --git-dir "$work/state/mirrors/bench.git" ls-tree -r --name-only main | wc -l)"

check
ours > "$work/settled"
for round in $(seq "$rounds"); do
    a=$(now)
    check
    b=$(now)
    ours > "$work/idle"
    c=$(now)
    echo "$(took "$a" "$b")" >> "$work/times.check"
    echo "$(took "$b" "$c")" >> "$work/times.idle"
    echo "$(own "$(sed 's/.*"run":\([0-9]*\).*/\1/' "$work/idle")")" >> "$work/times.inside"
done
check=$(median "$work/times.check") idle=$(median "$work/times.idle") inside=$(median "$work/times.inside")
echo "rclone check by size: $check s"
echo "drive-sync with nothing to do: $inside s, $(ratio "$inside" "$check") x; with the start of Java $idle s, $(ratio "$idle" "$check") x (asked: 1.3 x)"
