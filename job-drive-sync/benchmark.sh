#!/bin/sh
# A first pull of 20,000 files and 1 GiB, and a run that has nothing to do, beside bare rclone and git on the same tree.
# usage: job-drive-sync/benchmark.sh [files [MiB]]     needs rclone, git, and a built jobs/target/jobs.jar
set -eu
files=${1:-20000} mib=${2:-1024}
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
ours() { java -XX:TieredStopAtLevel=1 -XX:+UseParallelGC -jar "$here/jobs/target/jobs.jar" drive-sync --json; }
own() { java -jar "$here/jobs/target/jobs.jar" show "$1" --json | sed 's/.*"began":"\([^"]*\)","ended":"\([^"]*\)","trigger.*/\1 \2/' |
    { read -r a b; took "$(date -d "$a" +%s%N)" "$(date -d "$b" +%s%N)"; }; }

find "$work/remote" -type f -exec cat {} + > /dev/null
sync
a=$(now)
mkdir "$work/bare"
git -C "$work/bare" init -q
rclone --config "$work/empty.conf" sync "$work/remote" "$work/bare" --exclude '/.git/**'
b=$(now)
git -C "$work/bare" add -A
git -C "$work/bare" -c user.name=n -c user.email=e@e commit -q -m bare
c=$(now)
sync
d=$(now)
ours > "$work/first"
e=$(now)
bare=$(took "$a" "$c") first=$(took "$d" "$e")
echo "$files files, $mib MiB: rclone sync $(took "$a" "$b") s, git add and commit $(took "$b" "$c") s, together $bare s"
echo "drive-sync, with the start of Java: $first s, $(ratio "$first" "$bare") x"
diff -r "$work/remote" "$work/mirror" > /dev/null && echo "the mirror is the remote"
git --git-dir "$work/state/mirrors/bench.git" ls-tree -r --name-only main | wc -l

rclone --config "$work/empty.conf" check --size-only "$work/remote" "$work/mirror" 2> /dev/null
a=$(now)
rclone --config "$work/empty.conf" check --size-only "$work/remote" "$work/mirror" 2> /dev/null
b=$(now)
ours > "$work/settled"
c=$(now)
ours > "$work/idle"
d=$(now)
check=$(took "$a" "$b") idle=$(took "$c" "$d")
run=$(sed 's/.*"run":\([0-9]*\).*/\1/' "$work/idle")
inside=$(own "$run")
echo "rclone check by size: $check s"
echo "drive-sync with nothing to do: $inside s, $(ratio "$inside" "$check") x; with the start of Java $idle s, $(ratio "$idle" "$check") x"
