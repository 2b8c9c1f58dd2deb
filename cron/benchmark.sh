#!/bin/sh
# Measures what a person and an agent wait for, and prints a table: 'chittysync consolidate' through the launcher, on 264
# session files, and the hooks. Builds nothing: run `./mvnw -pl jobs -am package` first. Everything is written below a
# temporary directory, which is removed at the end. Needs a `date` that knows nanoseconds.
#
# usage: cron/benchmark.sh [JAVA_HOME...]     (default: $JAVA_HOME, else the Java that the launcher finds)
set -eu
cd "$(dirname "$0")/.."
jar=$PWD/jobs/target/jobs.jar
classes=$PWD/jobs/target/test-classes
for needed in "$jar" "$classes/cc/chitty/sync/jobs/bench/SessionHome.class"; do
    if [ ! -e "$needed" ]; then
        echo "$needed is not there; build it first: ./mvnw -pl jobs -am package" >&2
        exit 2
    fi
done
rounds=${ROUNDS:-10}
files=${FILES:-264}
[ $# -gt 0 ] || set -- "${JAVA_HOME-}"
unset CHITTYSYNC_HOME CHITTYSYNC_FAST_START CHITTYSYNC_TRIGGER JAVA_HOME
place=$(mktemp -d "${TMPDIR:-/tmp}/chittysync-launch.XXXXXX")
watcher=
end() {
    [ -z "$watcher" ] || kill "$watcher" 2>/dev/null || true
    [ -z "$watcher" ] || wait "$watcher" 2>/dev/null || true
    rm -rf "$place"
}
trap end EXIT
trap 'exit 130' INT TERM
HOME=$place/home
export HOME
state=$HOME/.chittychat
mkdir -p "$HOME"
"${1:+$1/bin/}java" -cp "$classes" cc.chitty.sync.jobs.bench.SessionHome "$HOME" "$files"

# row LABEL ASKED TIMES: prints the median, the least and the most of what is read, one number a line
row() {
    sort -n | awk -v label="$1" -v asked="$2" '
        { at[NR] = $1 }
        END {
            median = (at[int((NR + 1) / 2)] + at[int(NR / 2) + 1]) / 2
            printf "| %-52s | %8s | %6.1f | %6.1f | %6.1f |\n", label, asked, median, at[1], at[NR]
        }'
}

# timed COUNT BEFORE COMMAND...: milliseconds of each run; BEFORE is a function that is called before each and not counted
timed() {
    count=$1 before=$2
    shift 2
    while [ "$count" -gt 0 ]; do
        "$before" "$count"
        begun=$(date +%s%N)
        "$@" >/dev/null </dev/null || echo "exit code $?: $*" >&2
        echo "$(date +%s%N) $begun" | awk '{ print ($1 - $2) / 1000000 }'
        count=$((count - 1))
    done
}

nothing() { :; }

# Gives every list of one session a new todo.
change() {
    list=$(find "$HOME/.claude/todos" -name '*.json' -size +10c | sort | sed -n "${1}p")
    printf '[{"content":"benchmark %s %s","status":"pending","activeForm":"x"}]\n' "$1" "$(date +%s%N)" >"$list"
}

with_input() {
    "$@" <"$place/input"
}

echo "$(getconf _NPROCESSORS_ONLN) processors, $files session files, $rounds runs each, milliseconds"
echo
printf '| %-52s | %8s | %6s | %6s | %6s |\n' '' asked median least most
echo '|---|---|---|---|---|'
for java in "$@"; do
    [ -z "$java" ] || { JAVA_HOME=$java && export JAVA_HOME; }
    rm -rf "$state"
    mkdir -p "$state/bin" "$state/hooks"
    chmod 700 "$state"
    cp cron/src/main/scripts/* "$state/bin/"
    ln -s "$jar" "$state/bin/jobs.jar"
    launcher=$state/bin/chittysync
    begun=$(date +%s%N)
    "$launcher" --prepare
    version=$(ls "$state"/app/*/*.jsa "$state"/app/*/*.aot 2>/dev/null | sed 's|.*/||; s|_.*||')
    case $version in 17*) asked='1000' ;; *) asked='800' ;; esac
    echo "$(date +%s%N) $begun" | awk '{ print ($1 - $2) / 1000000 }' | row "Java $version: make the fast start, once" ''
    "$launcher" consolidate >/dev/null
    CHITTYSYNC_FAST_START=off timed 3 nothing "$launcher" consolidate | row "Java $version: plain java -jar" ''
    timed "$rounds" nothing "$launcher" consolidate | row "Java $version: consolidate, none changed" "$asked"
    timed "$rounds" change "$launcher" consolidate | row "Java $version: consolidate, one changed" "$asked"
    if "$launcher" watch --help >/dev/null 2>&1; then
        "$launcher" watch >/dev/null 2>&1 &
        watcher=$!
        tries=300
        until [ -S "$state/shell.sock" ] || [ "$tries" -eq 0 ]; do
            sleep 0.1
            tries=$((tries - 1))
        done
        timed 20 nothing "$launcher" consolidate >/dev/null
        timed "$rounds" nothing "$launcher" consolidate | row "Java $version: consolidate, with a watcher" 150
        kill "$watcher" && wait "$watcher" || true
        watcher=
    fi
done

project=$(sed -n 's/.*"project":"\([^"]*\)".*/\1/p' "$state/todos.json" | sort | uniq -c | sort -rn | awk 'NR == 1 { print $2 }')
printf '/work\t%s\n' "$project" >"$state/hooks/directories"
echo '{"session_id":"x","cwd":"/work","hook_event_name":"SessionStart"}' >"$place/input"
timed 51 nothing with_input "$state/bin/session-start" claude-code | row 'hook session-start' 150
timed 51 nothing with_input "$state/bin/post-todo-write" claude-code | row 'hook post-todo-write' 20
cp "$state/bin/chittysync" "$place/chittysync"
printf '#!/bin/sh\nexit 1\n' >"$state/bin/chittysync" # the hook leaves the rest to others, who would disturb the measurement
timed 51 nothing with_input "$state/bin/session-end" claude-code | row 'hook session-end' 20
rm -rf "$state/hooks/spool"
started=$(date +%s%N)
pids=
for number in 1 2 3 4 5 6 7 8 9 10; do
    for hook in 1 2 3 4 5 6 7 8 9 10; do
        "$state/bin/post-todo-write" "agent-$number-$hook" <"$place/input" &
        pids="$pids $!"
    done
done
# shellcheck disable=SC2086 # several ids
wait $pids
echo "$(date +%s%N) $started" | awk '{ print ($1 - $2) / 1000000 }' | row 'a hundred hooks at once, all of them' ''
echo
echo "of a hundred hooks at once, noted: $(cat "$state"/hooks/spool/* | sort -u | wc -l)"
