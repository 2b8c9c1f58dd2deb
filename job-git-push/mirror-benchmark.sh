#!/bin/sh
# Commits a tree with `git add -A && git commit` and as drive-sync does it, side by side: new, unchanged, 1 % changed. Half of
# the files are text, half cannot be compressed. Builds nothing: run `./mvnw -pl jobs -am package` first. Everything is below a
# temporary directory, which is removed at the end.
# usage: job-git-push/mirror-benchmark.sh [files [megabytes]]   (default: 20000 1024)
# JAVA_HOME or `java` on the path is used; BENCHMARK_OPTIONS goes to it.
set -eu
cd "$(dirname "$0")"
jar=$PWD/../jobs/target/jobs.jar
classes=$PWD/target/test-classes/
for needed in "$jar" "$classes"; do
    if [ ! -e "$needed" ]; then
        echo "$needed is not there; build it first: ./mvnw -pl jobs -am package" >&2
        exit 2
    fi
done
java=java
if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; fi
files=${1:-20000}
megabytes=${2:-1024}
place=$(mktemp -d "${TMPDIR:-/tmp}/chittysync-mirror.XXXXXX")
trap 'rm -rf "$place"' EXIT
trap 'exit 130' INT TERM
mkdir "$place/docs"

ours() {
    # shellcheck disable=SC2086 # several words
    "$java" ${BENCHMARK_OPTIONS:-} -Djava.io.tmpdir="$place" -cp "$jar" -Dloader.path="$classes" \
        -Dloader.main=cc.chitty.sync.gitpush.mirror.MirrorFigures \
        org.springframework.boot.loader.launch.PropertiesLauncher "$@"
}

theirs() {
    begun=$(date +%s%N)
    git --git-dir="$place/theirs.git" --work-tree="$place/docs" add -A
    git --git-dir="$place/theirs.git" --work-tree="$place/docs" -c user.name=Kim -c user.email=kim@example.org \
        commit -q -m "sync: docs" || true
    echo "$((($(date +%s%N) - begun) / 1000000)) ms"
}

round() {
    sync
    echo "$1: git $(theirs)"
    sync
    begun=$(date +%s%N)
    said=$(ours commit "$place/docs")
    echo "$1: ours $said; with the start of Java $((($(date +%s%N) - begun) / 1000000)) ms"
}

echo "$("$java" -version 2>&1 | head -n 1), $(git --version), $(getconf _NPROCESSORS_ONLN) processors, in $place"
git init -q --bare "$place/theirs.git"
git --git-dir="$place/theirs.git" config core.bare false
git --git-dir="$place/theirs.git" config gc.auto 0
ours make "$place/docs" "$files" "$megabytes"
echo "$files files, $(du -sm "$place/docs" | cut -f1) MB on disk"
round new
sleep 1
round unchanged
round "unchanged again"
ours change "$place/docs" "$files" "$megabytes"
round "1 % changed"
echo "on disk: git $(du -sm "$place/theirs.git" | cut -f1) MB, ours $(du -sm "$place/mirrors/docs.git" | cut -f1) MB"
git --git-dir="$place/mirrors/docs.git" fsck --full --no-dangling 2>/dev/null || { echo "fsck failed" >&2; exit 1; }
if [ "$(git --git-dir="$place/theirs.git" rev-parse 'HEAD^{tree}')" != \
    "$(git --git-dir="$place/mirrors/docs.git" rev-parse 'main^{tree}' 2>/dev/null)" ]; then
    echo "the trees differ" >&2
    exit 1
fi
echo "both trees are the same"
