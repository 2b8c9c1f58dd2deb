#!/bin/bash
# gpu-sync between two hosts that are far from each other: network namespaces whose only way to one another is a relay that holds
# each packet for half of the round trip and drops some (src/test/python/far.py). First sync of some hundred files and one of
# 20 MB, idle, one file in a hundred changed, the line cut in the middle of a file, git, configuration, sessions, everything at once.
# Prints what is asked for and what was measured; ends with 1 if the two sides are not equal.
# usage: job-gpu-sync/far.sh [directory [round trip in ms [loss in % [sessions [congestion control [seed]]]]]]
#   far.sh /tmp/far 300 2 5      a bad line: 300 ms, 2 % of the packets lost
#   far.sh /tmp/far 25 0 250     a good one that is long: 25 ms
# needs: root, /dev/net/tun, the built jar, sshd, python3, nsenter. Nothing outside the directory is touched; nothing is left.
set -eu
cd "$(dirname "$0")/.."
repository=$PWD
place=${1:-$(mktemp -d)}
trip=${2:-300}
loss=${3:-2}
count=${4:-5}
congestion=${5:-}
seed=${6:-$RANDOM}
command=${CHITTYSYNC_COMMAND:-"$repository/cron/src/main/scripts/chittysync"}
mkdir -p "$place"
place=$(cd "$place" && pwd)
export LC_ALL=C.UTF-8
. job-gpu-sync/sample.sh
differences=0

hosts() {
    rm -f "$place/line" && mkfifo "$place/line"
    : >"$place/hosts"
    python3 job-gpu-sync/src/test/python/far.py "$(awk "BEGIN { print $trip / 2 }")" "$loss" "$seed" $congestion \
        <"$place/line" >"$place/hosts" &
    relay=$!
    trap 'kill ${sshd:-} $relay 2>/dev/null || :; wait ${sshd:-} $relay 2>/dev/null || :' EXIT
    exec 7>"$place/line"
    until [ -s "$place/hosts" ]; do alive $relay; done
    read -r near far <"$place/hosts"
    echo "round trip $trip ms, loss $loss % each way, $(here sysctl -n net.ipv4.tcp_congestion_control), seed $seed"
}

# Waits a moment for what the process is to do.
alive() {
    kill -0 "$1" 2>/dev/null || { echo "it has ended:" && cat "$place/out" "$place/hosts" "$place/ssh/log" && exit 1; }
    sleep 0.1
}

here() { nsenter -t "$near" -n "$@"; }

server() {
    mkdir -p "$place/ssh" "$place/laptop/.ssh" "$place/station" && chmod 700 "$place/ssh" "$place/laptop/.ssh"
    [ -e "$place/ssh/host" ] || ssh-keygen -q -t ed25519 -N '' -f "$place/ssh/host"
    [ -e "$place/laptop/.ssh/key" ] || ssh-keygen -q -t ed25519 -N '' -f "$place/laptop/.ssh/key"
    cp "$place/laptop/.ssh/key.pub" "$place/ssh/authorized"
    echo "10.99.0.2 $(cut -d' ' -f1,2 "$place/ssh/host.pub")" >"$place/laptop/.ssh/known_hosts"
    cat >"$place/ssh/config" <<END
Port 22
ListenAddress 10.99.0.2
HostKey $place/ssh/host
AuthorizedKeysFile $place/ssh/authorized
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
UseDNS no
StrictModes no
PermitRootLogin yes
PidFile none
SetEnv HOME=$place/station SHLVL=2
Subsystem sftp internal-sftp
END
    mkdir -p /run/sshd
    nsenter -t "$far" -n /usr/sbin/sshd -D -e -f "$place/ssh/config" 2>"$place/ssh/log" &
    sshd=$!
    until here python3 -c 'import socket; socket.create_connection(("10.99.0.2", 22))' 2>/dev/null; do alive $sshd; done
}

settings() {
    export CHITTYSYNC_HOME=$place/state CHITTYSYNC_AGENTS_HOME=$place/laptop
    mkdir -p "$CHITTYSYNC_HOME" && chmod 700 "$CHITTYSYNC_HOME"
    cat >"$CHITTYSYNC_HOME/settings.properties" <<END
chittysync.gpu-sync.peers[0].name=ws
chittysync.gpu-sync.peers[0].host=10.99.0.2
chittysync.gpu-sync.peers[0].identity=$place/laptop/.ssh/key
chittysync.gpu-sync.peers[0].known-hosts=$place/laptop/.ssh/known_hosts
chittysync.gpu-sync.peers[0].ssh-config=false
chittysync.gpu-sync.workspaces[0].path=~/code
END
    [ -n "${CHITTYSYNC_COMMAND:-}" ] || $command --prepare
}

gpu() { here $command gpu-sync "$@"; }

# timed WHAT ASKED COMMAND...: one line; a command that fails is told
timed() {
    what=$1 asked=$2 && shift 2
    began=$(date +%s.%N)
    code=0
    "$@" >"$place/out" 2>&1 || code=$?
    awk -v what="$what" -v asked="$asked" -v a="$began" -v b="$(date +%s.%N)" -v code=$code 'BEGIN {
        printf "%-44s asked %-8s measured %7.1f s  exit %d\n", what, asked == "" ? "-" : asked, b - a, code }'
    [ $code = 0 ] || sed 's/^/    /' "$place/out"
}

equal() {
    if diff -r "$place/laptop/$1" "$place/station/$1" >"$place/out"; then
        echo "    $1: both sides are equal, $(find "$place/laptop/$1" -type f | wc -l) files"
    else
        differences=1
        echo "    $1: THE SIDES DIFFER" && head -5 "$place/out"
    fi
}

random_file() { head -c "$2" /dev/urandom >"$1"; }

workspace() {
    rm -rf "$place/laptop/code" "$place/station/code" && mkdir -p "$place/laptop/code"
    for i in $(seq 300); do
        mkdir -p "$place/laptop/code/d$((i / 50))"
        random_file "$place/laptop/code/d$((i / 50))/file$i" $((1000 + i * 37 % 9000))
    done
    random_file "$place/laptop/code/large" 20000000
    timed "first sync of 300 files and one of 20 MB" "" gpu sync-workspace -q
    equal code
    sleep 4 # what was changed in the last three seconds is looked at again in any case
    timed "nothing changed, for the first time" "" gpu sync-workspace -q
    timed "nothing changed" "" gpu sync-workspace -q
    for i in 7 107 207; do echo changed >>"$place/laptop/code/d$((i / 50))/file$i"; done
    timed "1 % changed" "" gpu sync-workspace -q
    equal code
}

staged() { find "$place/station/.chittysync-staging" -type f -printf '%s\n' 2>/dev/null | awk '{ n += $1 } END { print n + 0 }'; }

broken_line() {
    random_file "$place/laptop/code/another" 20000000
    began=$(date +%s)
    gpu sync-workspace -q >"$place/out" 2>&1 &
    running=$!
    until [ "$(staged)" -gt 8000000 ]; do alive $running; done
    kill -USR1 $relay
    echo "the line is cut after $(($(date +%s) - began)) s"
    code=0
    wait $running || code=$?
    echo "    given up after $(($(date +%s) - began)) s, exit $code: $(head -1 "$place/out")"
    kill -USR1 $relay
    timed "the next run goes on" "" gpu sync-workspace -q
    equal code
}

heads() { for side in laptop station; do git -C "$place/$side/code/repository" rev-parse HEAD 2>&1; done | uniq | wc -l; }

categories() {
    size=$((count * 912 / 1000))
    sample_repository "$place/laptop/code/repository" && timed "git, 50 commits of 10 MB" "< 10 s" gpu sync-git -q
    [ "$(heads)" = 1 ] && echo "    both have the same commit" || { differences=1 && echo "    THE COMMITS DIFFER"; }
    sample_config "$place/laptop" && timed "configuration, 200 files" "< 5 s" gpu sync-config -q
    equal .claude/commands
    sample_sessions "$place/laptop" "$count" && timed "$count sessions of $size MB" "< 30 s" gpu sync-sessions -q
    sleep 4
    timed "everything, the rest" "" gpu sync-all -q
    timed "everything, nothing changed, first time" "" gpu sync-all -q
    timed "everything, nothing changed" "" gpu sync-all -q
    rm -rf "$place/station" "$CHITTYSYNC_HOME/gpu-sync" && mkdir "$place/station"
    timed "everything, to an empty home" "< 5 min" gpu sync-all -q
    equal .claude/commands
    [ "$(heads)" = 1 ] && echo "    both have the same commit" || { differences=1 && echo "    THE COMMITS DIFFER"; }
    [ "$(cd "$place/laptop/.claude/projects" && cat ./*/*.jsonl | wc -c)" = "$(cd "$place/station/.claude/projects" && cat ./*/*.jsonl | wc -c)" ] &&
        echo "    both have the same sessions" || { differences=1 && echo "    THE SESSIONS DIFFER"; }
}

hosts
server
settings
workspace
broken_line
categories
kill $sshd && wait $sshd || :
exec 7>&-
wait $relay || :
tail -1 "$place/hosts"
exit $differences
