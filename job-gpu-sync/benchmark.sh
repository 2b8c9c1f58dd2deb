#!/bin/bash
# gpu-sync beside rsync and Unison, over an OpenSSH server on the loopback that this script starts and ends: first sync of many
# small files and a large one, idle, one file in a hundred changed, agents' sessions, configuration, git, and the memory of a
# large tree. All tools in turn, in one run; medians. Prints what is asked for and what was measured.
# ChittySync is started by its launcher, as it is installed; idle and one file in a hundred are measured in a process of its own and
# handed over to a watcher.
# usage: job-gpu-sync/benchmark.sh [directory [rounds [small files [MB of the large one [files for memory]]]]]
# needs: the built jar, room for three times the trees in each round, rsync, sshd; Unison where it is to be compared. Nothing outside the directory is touched.
set -eu
cd "$(dirname "$0")/.."
repository=$PWD
place=${1:-$(mktemp -d)}
rounds=${2:-5}
files=${3:-20000}
large=${4:-1024}
many=${5:-200000}
jobs=${CHITTYSYNC_COMMAND:-"$repository/cron/src/main/scripts/chittysync"}
mkdir -p "$place"
place=$(cd "$place" && pwd)
export LC_ALL=C.UTF-8
. job-gpu-sync/sample.sh

server() {
    mkdir -p "$place/ssh" "$place/laptop/.ssh" "$place/station" && chmod 700 "$place/ssh" "$place/laptop/.ssh"
    [ -e "$place/ssh/host" ] || ssh-keygen -q -t ed25519 -N '' -f "$place/ssh/host"
    [ -e "$place/laptop/.ssh/key" ] || ssh-keygen -q -t ed25519 -N '' -f "$place/laptop/.ssh/key"
    cp "$place/laptop/.ssh/key.pub" "$place/ssh/authorized"
    port=$((20000 + $$ % 20000))
    printf '[127.0.0.1]:%s %s\n' "$port" "$(cut -d' ' -f1,2 "$place/ssh/host.pub")" >"$place/laptop/.ssh/known_hosts"
    cat >"$place/ssh/config" <<END
Port $port
ListenAddress 127.0.0.1
HostKey $place/ssh/host
AuthorizedKeysFile $place/ssh/authorized
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
StrictModes no
PermitRootLogin yes
PidFile none
SetEnv HOME=$place/station SHLVL=2
Subsystem sftp internal-sftp
END
    [ "$(id -u)" != 0 ] || mkdir -p /run/sshd
    /usr/sbin/sshd -D -e -f "$place/ssh/config" 2>"$place/ssh/log" &
    sshd=$!
    trap 'kill $sshd 2>/dev/null; wait $sshd 2>/dev/null || :; rm -rf "$place/aside"' EXIT
    shell="ssh -p $port -i $place/laptop/.ssh/key -o IdentitiesOnly=yes -o UserKnownHostsFile=$place/laptop/.ssh/known_hosts -o LogLevel=ERROR"
    until $shell 127.0.0.1 true 2>/dev/null; do kill -0 $sshd && sleep 0.1; done
}

settings() {
    export CHITTYSYNC_HOME=$place/state CHITTYSYNC_AGENTS_HOME=$place/laptop
    mkdir -p "$CHITTYSYNC_HOME" && chmod 700 "$CHITTYSYNC_HOME"
    cat >"$CHITTYSYNC_HOME/settings.properties" <<END
chittysync.gpu-sync.peers[0].name=ws
chittysync.gpu-sync.peers[0].host=127.0.0.1
chittysync.gpu-sync.peers[0].port=$port
chittysync.gpu-sync.peers[0].identity=$place/laptop/.ssh/key
chittysync.gpu-sync.peers[0].known-hosts=$place/laptop/.ssh/known_hosts
chittysync.gpu-sync.peers[0].ssh-config=false
chittysync.gpu-sync.workspaces[0].path=~/code
END
    [ -n "${CHITTYSYNC_COMMAND:-}" ] || $jobs --prepare
}

# Small files of 25 kB on average in directories of 50, and a large one.
tree() {
    rm -rf "$1" && mkdir -p "$1"
    python3 - "$1" "$2" "$3" <<'END'
import os, random, sys
root, count, large = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
random.seed(20261127)
block = random.randbytes(1 << 20)
for i in range(count):
    directory = f"{root}/d{i // 2500}/e{i // 50}"
    os.makedirs(directory, exist_ok=True)
    start = random.randrange(1 << 19)
    with open(f"{directory}/file{i}.txt", "wb") as f:
        f.write(block[start:start + random.randrange(1000, 49000)])
    os.utime(f"{directory}/file{i}.txt", (1700000000 + i, 1700000000 + i))
with open(f"{root}/large.bin", "wb") as f:
    for _ in range(large):
        f.write(random.randbytes(1 << 20))
END
}

change() {
    find "$1" -name 'file*7.txt' | awk 'NR % 10 == 0' | while read -r file; do printf '%s' "$2" >>"$file"; done
}

now() { date +%s.%N; }

# time NAME COMMAND...: adds the seconds it took to the file of that name
time_of() {
    name=$1 && shift
    sync
    began=$(now)
    "$@" >"$place/out" 2>&1 || { echo "$name failed:" && cat "$place/out" && exit 1; }
    awk -v a="$began" -v b="$(now)" 'BEGIN { printf "%.3f\n", b - a }' >>"$place/times.$name"
}

median() { sort -n "$place/times.$1" | awk '{ a[NR] = $1 } END { print NR ? a[int((NR + 1) / 2)] : "none" }'; }

# told WHAT ASKED OURS THEIRS: one line, with the ratio
told() {
    awk -v what="$1" -v asked="$2" -v ours="$3" -v theirs="$4" 'BEGIN {
        ratio = theirs == "none" || theirs == "" ? "" : sprintf("%.2f x", ours / theirs)
        printf "%-34s asked %-26s measured %8s s  other %8s s  %s\n", what, asked, ours, theirs, ratio }'
}

gpu() { $jobs gpu-sync "$@"; }
# The same with a watcher, whose process does it, and has done it ten times: it stays for weeks.
handed_over() {
    $jobs watch >"$place/watch.log" 2>&1 &
    watcher=$!
    until [ -S "$CHITTYSYNC_HOME/shell.sock" ]; do kill -0 $watcher && sleep 0.1; done
    for _ in $(seq 10); do gpu sync-workspace -q; done
    time_of handed gpu sync-workspace -q
    change "$place/laptop/code" handed
    time_of changed_handed gpu sync-workspace -q
    kill $watcher && wait $watcher || :
}

# What was there before goes aside and is deleted at the end: ext4 passes over the inodes of files deleted in the last minutes, so that
# every tool would make files three times as slowly right after a deletion.
aside() {
    mkdir -p "$place/aside/$(date +%s.%N)" && to=$(ls -d "$place"/aside/* | tail -1)
    for old in "$@"; do [ ! -e "$old" ] || mv "$old" "$(mktemp -d "$to/XXXXXX")"; done
}

forget() { aside "$place/station/code" "$place/station/.claude/backups" "$place/laptop/.claude/backups" "$CHITTYSYNC_HOME/gpu-sync"; }

compare_trees() {
    echo "making $files files and one of $large MB"
    tree "$place/laptop/code" "$files" "$large"
    rm -f "$place"/times.*
    unison=no
    command -v unison >/dev/null && unison=yes
    for round in $(seq "$rounds"); do
        forget
        time_of first gpu sync-workspace -q
        sleep 4 # what was changed in the last three seconds is looked at again in any case
        time_of after gpu sync-workspace -q
        time_of idle gpu sync-workspace -q
        handed_over
        aside "$place/station/rsync"
        time_of rsync_first rsync -a -e "$shell" "$place/laptop/code/" "127.0.0.1:$place/station/rsync/"
        time_of rsync_idle rsync -an -e "$shell" "$place/laptop/code/" "127.0.0.1:$place/station/rsync/"
        if [ $unison = yes ]; then
            aside "$place/station/unison" "$place/station/.unison" "$place/unison"
            export UNISON=$place/unison
            set -- unison -batch -auto -silent -times -perms -1 -sshcmd ssh -sshargs "${shell#ssh }" \
                "$place/laptop/code" "ssh://127.0.0.1/$place/station/unison"
            time_of unison_first "$@"
            time_of unison_idle "$@"
        fi
        change "$place/laptop/code" "$round"
        time_of changed gpu sync-workspace -q
        time_of rsync_changed rsync -a -e "$shell" "$place/laptop/code/" "127.0.0.1:$place/station/rsync/"
        [ $unison = no ] || time_of unison_changed "$@"
        cmp_trees
    done
    told "first sync" "<= 1.3 x rsync -a" "$(median first)" "$(median rsync_first)"
    told "idle" "<= 1.5 x rsync -an" "$(median idle)" "$(median rsync_idle)"
    told "idle, handed over to a watcher" "<= 1.5 x rsync -an" "$(median handed)" "$(median rsync_idle)"
    told "idle, the first after a change" "" "$(median after)" "$(median rsync_idle)"
    told "1 % changed" "<= 1.5 x rsync -a" "$(median changed)" "$(median rsync_changed)"
    told "1 % changed, handed over" "<= 1.5 x rsync -a" "$(median changed_handed)" "$(median rsync_changed)"
    if [ $unison = yes ]; then
        told "first sync" "(beside Unison)" "$(median first)" "$(median unison_first)"
        told "idle" "<= 1.0 x unison -batch" "$(median idle)" "$(median unison_idle)"
        told "idle, handed over to a watcher" "<= 1.0 x unison -batch" "$(median handed)" "$(median unison_idle)"
        told "1 % changed" "(beside Unison)" "$(median changed)" "$(median unison_changed)"
    fi
}

cmp_trees() {
    diff -r "$place/laptop/code" "$place/station/code" >"$place/out" || { echo "the trees differ" && head "$place/out" && exit 1; }
}

sessions() {
    rm -rf "$place/laptop/.claude/projects" "$place/station/.claude/projects"
    sample_sessions "$place/laptop" 250
    time_of sessions gpu sync-sessions -q
    told "250 sessions of 228 MB" "< 30 s" "$(median sessions)" none
}

config() {
    sample_config "$place/laptop"
    time_of config gpu sync-config -q
    told "configuration" "< 5 s" "$(median config)" none
}

repository() {
    sample_repository "$place/laptop/code/repository"
    time_of git gpu sync-git -q
    told "git, 50 commits of 10 MB" "< 10 s" "$(median git)" none
}

memory() {
    echo "making $many files"
    tree "$place/laptop/code" "$many" 0
    forget
    /usr/bin/time -v true >/dev/null 2>&1 || { echo "memory: no /usr/bin/time here" && return; }
    # shellcheck disable=SC2086 # a command line
    /usr/bin/time -v $jobs gpu-sync sync-workspace -q 2>"$place/memory" || cat "$place/memory"
    awk -v many="$many" '/Maximum resident/ { printf "memory at %d files: asked <= 400 MiB, measured %d MiB\n", many, $6 / 1024 }' "$place/memory"
}

server
settings
compare_trees
sessions
config
repository
memory
