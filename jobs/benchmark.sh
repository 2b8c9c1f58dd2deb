#!/bin/sh
# Measures `consolidate` and prints a table: what was asked for, what it takes here. Builds nothing: run
# `./mvnw -pl jobs -am package` first. Everything is written below a temporary directory, which is removed at the end.
#
# usage: jobs/benchmark.sh [-k] [warm|cold|large|transcripts|watch|git-push|kill ...]   (default: all; -k keeps the directory)
# `watch` starts a watcher with the launcher, as `install` does, and measures it from outside; WATCH_SESSIONS="264 10000".
# `git-push` runs with 128 MB of heap and a remote on the same disk.
# `kill` runs the kill test with 50 kills; it needs Maven.
# JAVA_HOME or `java` on the path is used; BENCHMARK_OPTIONS goes to it, as -Dfiles=10000 -Dmegabytes=200 -Drounds=50.
set -eu
cd "$(dirname "$0")"
jar=$PWD/target/jobs.jar
classes=$PWD/target/test-classes/
for needed in "$jar" "$classes"; do
    if [ ! -e "$needed" ]; then
        echo "$needed is not there; build it first: ./mvnw -pl jobs -am package" >&2
        exit 2
    fi
done
java=java
if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; fi
keep=
if [ "${1:-}" = -k ]; then keep=yes; shift; fi
parts=
kills=
watch=
pushes=
if [ $# -eq 0 ]; then set -- warm cold large transcripts watch git-push kill; fi
for part in "$@"; do
    case $part in
        kill) kills=yes ;;
        watch) watch=yes ;;
        git-push) pushes=yes ;;
        *) parts="$parts $part" ;;
    esac
done
place=$(mktemp -d "${TMPDIR:-/tmp}/chittysync-benchmark.XXXXXX")
if [ -z "$keep" ]; then trap 'rm -rf "$place"' EXIT; trap 'exit 130' INT TERM; fi
echo "$("$java" -version 2>&1 | head -n 1), $(getconf _NPROCESSORS_ONLN) processors, in $place"
launcher=$PWD/../cron/src/main/scripts/chittysync
if [ -n "$parts" ]; then
    mkdir "$place/home"
    # shellcheck disable=SC2086 # several words each
    "$java" ${BENCHMARK_OPTIONS:-} -Djava.io.tmpdir="$place" -Duser.home="$place/home" -Dlauncher="$launcher" -cp "$jar" \
        -Dloader.path="$classes" -Dloader.main=cc.chitty.sync.jobs.bench.Benchmarks \
        org.springframework.boot.loader.launch.PropertiesLauncher "$jar" "$classes" "$place" $parts
fi
if [ -n "$pushes" ]; then
    "$java" ${BENCHMARK_OPTIONS:-} -Xmx128m -Djava.io.tmpdir="$place" -cp "$jar" \
        -Dloader.path="$PWD/../job-git-push/target/test-classes/" -Dloader.main=cc.chitty.sync.gitpush.GitPushFigures \
        org.springframework.boot.loader.launch.PropertiesLauncher
fi
for sessions in ${watch:+${WATCH_SESSIONS:-264 10000}}; do
    further=1800
    if [ "$sessions" -gt 1000 ]; then further=200; fi
    mkdir -p "$place/watch-$sessions/home"
    HOME=$place/watch-$sessions/home CHITTYSYNC_HOME=$place/watch-$sessions/state "$launcher" --prepare
    "$java" -cp "$classes" cc.chitty.sync.jobs.bench.WatchBenchmark "$place/watch-$sessions" "$sessions" 200 "$further" \
        "$launcher"
done
if [ -n "$kills" ]; then
    cd ..
    ./mvnw -q -pl jobs -am verify -Dtest=KillRestartTest -Dsurefire.failIfNoSpecifiedTests=false \
        -Dchittysync.test.rounds=5
    echo "kill test: 50 kills passed"
fi
