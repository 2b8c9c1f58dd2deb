#!/bin/bash
# The scenarios that other tools get wrong, side by side: gpu-sync, Unison and `rclone bisync`, each between two directories of six
# files that it had synced before (but for S8). Prints what each of them did and whether something was lost, and a table.
# usage: job-gpu-sync/scenarios.sh [directory]
# needs: the built jar; Unison and rclone where they are to be compared. Nothing outside the directory is touched.
set -eu
cd "$(dirname "$0")/.."
place=${1:-$(mktemp -d)}
mkdir -p "$place"
place=$(cd "$place" && pwd)
jobs=${CHITTYSYNC_COMMAND:-"java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar $PWD/jobs/target/jobs.jar"}
export LC_ALL=C.UTF-8

# begin TOOL SCENARIO: two empty sides
begin() {
    here=$place/$1/$2
    rm -rf "$here" && mkdir -p "$here/laptop/code" "$here/station/code" "$here/state"
    a=$here/laptop/code b=$here/station/code
}

sync_gpu_sync() {
    chmod 700 "$here/state"
    cat >"$here/state/settings.properties" <<END
chittysync.gpu-sync.peers[0].name=ws
chittysync.gpu-sync.peers[0].home=$here/station
chittysync.gpu-sync.workspaces[0].path=~/code
END
    CHITTYSYNC_HOME=$here/state CHITTYSYNC_AGENTS_HOME=$here/laptop $jobs gpu-sync sync-workspace
}

sync_unison() { UNISON=$here/state unison -batch -auto -times -perms -1 "$a" "$b"; }

# Without a listing of an earlier run it wants to be told to begin anew.
sync_rclone() {
    set -- rclone --config "$here/state/none" bisync "$a" "$b" --workdir "$here/state/bisync"
    [ -d "$here/state/bisync" ] || set -- "$@" --resync
    "$@"
}

synced() { "sync_$tool" >"$here/log" 2>&1 && code=0 || code=$?; }

six() {
    for i in 1 2 3 4 5 6; do
        echo "content $i" >"$a/f$i"
        touch -d "2025-01-0$i 12:00" "$a/f$i"
    done
    synced
    [ $code = 0 ] || { echo "$tool cannot sync six files:" >&2; cat "$here/log" >&2; exit 1; }
}

content() { if [ -e "$1" ]; then cat "$1"; else echo "(none)"; fi; }

# side by side: what both have of a name
both() { printf '%s | %s' "$(content "$a/$1")" "$(content "$b/$1")"; }

listed() { ls "$1" | tr '\n' ' ' | sed 's/ $//'; }

# verdict RIGHT TEXT
verdict() { [ "$1" = yes ] && word=right || word=WRONG; printf '%s, exit %s: %s\n' "$word" "$code" "$2" >"$here/verdict"; }

is() { [ "$1" = "$2" ] && echo yes || echo no; }

S1() { # both edited one file: both versions stay, under its name, and it is told
    six; echo ours >"$a/f1"; echo theirs >"$b/f1"; synced
    right=$(is "$(both f1)" "ours | theirs")
    [ $code != 0 ] || right=no
    verdict "$right" "f1: $(both f1); $(listed "$a")"
}
S2() { # an edit against a deletion: the edit is not lost
    six; echo edited >"$a/f1"; rm "$b/f1"; synced
    verdict "$(is "$(content "$a/f1")" edited)" "f1: $(both f1)"
}
S3() { # the same, of the same size and right after the sync
    six; echo CONTENT\ 1 >"$a/f1"; rm "$b/f1"; synced
    verdict "$(is "$(content "$a/f1")" "CONTENT 1")" "f1: $(both f1)"
}
S4() { # one side was emptied: nothing is deleted
    six; rm "$b"/f*; synced
    verdict "$(is "$(listed "$a")" "f1 f2 f3 f4 f5 f6")" "$(listed "$a") | $(listed "$b")"
}
S5() { # four of six deleted: nothing is deleted without a question
    six; rm "$a"/f[1-4]; synced
    verdict "$(is "$(listed "$b")" "f1 f2 f3 f4 f5 f6")" "$(listed "$a") | $(listed "$b")"
}
S6() { # a rename against an edit: both are kept
    six; mv "$a/f1" "$a/g1"; echo edited >"$b/f1"; synced
    right=$(is "$(content "$b/f1")" edited)
    [ "$(content "$a/g1")" = "content 1" ] || right=no
    verdict "$right" "f1: $(both f1); g1: $(both g1)"
}
S7() { # a content changed, size and time put back: it is followed
    six; echo CONTENT\ 1 >"$a/f1"; touch -d "2025-01-01 12:00" "$a/f1"; synced
    verdict "$(is "$(both f1)" "CONTENT 1 | CONTENT 1")" "f1: $(both f1)"
}
S8() { # a first run, the other side newer: both are kept
    echo ours >"$a/f1"; touch -d "2025-01-01" "$a/f1"; echo theirs, newer >"$b/f1"; synced
    right=no
    case "$(cat "$a"/* | sort | tr '\n' ';')$(cat "$b"/* | sort | tr '\n' ';')" in *ours*theirs*) right=yes ;; esac
    verdict $right "f1: $(both f1); $(listed "$a") | $(listed "$b")"
}

tools=gpu_sync
for name in unison rclone; do
    if command -v $name >/dev/null; then tools="$tools $name"; else echo "$name is not installed; left out"; fi
done
for scenario in S1 S2 S3 S4 S5 S6 S7 S8; do
    echo "== $(sed -n "s/^$scenario() { # //p" "job-gpu-sync/scenarios.sh")"
    for tool in $tools; do
        begin "$tool" $scenario
        $scenario
        printf '%s %-9s %s\n' $scenario "$tool" "$(cat "$here/verdict")"
    done
done
printf '\n%-9s' ''
for tool in $tools; do printf ' %-9s' "$tool"; done
echo
for scenario in S1 S2 S3 S4 S5 S6 S7 S8; do
    printf '%-9s' $scenario
    for tool in $tools; do printf ' %-9s' "$(cut -d, -f1 "$place/$tool/$scenario/verdict")"; done
    echo
done
