#!/bin/sh
# Prints the medians of ten 'chittysync consolidate' in milliseconds: with every Java that is given (a JAVA_HOME each).
# usage: benchmark.sh HOME_WITH_AGENT_SESSIONS [JAVA_HOME...]
# The state directory is a temporary one. Where a watcher runs on $CHITTYSYNC_HOME, set KEEP_STATE=yes to measure the hand-over.
set -eu
launcher=$(cd "$(dirname "$0")" && pwd)/src/main/scripts/chittysync
home=$1
shift
[ $# -gt 0 ] || set -- "${JAVA_HOME-}"
if [ "${KEEP_STATE-}" != yes ]; then
    CHITTYSYNC_HOME=$(mktemp -d)
    export CHITTYSYNC_HOME
    trap 'rm -rf "$CHITTYSYNC_HOME"' EXIT
fi
for java in "$@"; do
    JAVA_HOME=$java HOME=$home "$launcher" --prepare
    JAVA_HOME=$java HOME=$home "$launcher" consolidate >/dev/null
    for round in 1 2 3 4 5 6 7 8 9 10; do
        begin=$(date +%s%N)
        JAVA_HOME=$java HOME=$home "$launcher" consolidate >/dev/null
        echo $((($(date +%s%N) - begin) / 1000000))
    done | sort -n | awk -v java="$java" '{ at[NR] = $1 } END { print java ": median " (at[5] + at[6]) / 2 " ms, " at[1] " to " at[NR] }'
done
