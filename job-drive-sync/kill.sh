#!/bin/sh
# Kills the process of a run and the rclone that it started at random moments of a transfer of 2,000 files, so often each.
# usage: job-drive-sync/kill.sh [times [seed]]
set -eu
cd "$(dirname "$0")/.."
./mvnw -q -pl job-drive-sync -am test -Dtest=DriveKillTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Dchittysync.test.kills="${1:-50}" ${2:+-Dchittysync.test.seed="$2"}
echo "${1:-50} kills of each: the same on all sides, every commit whole"
