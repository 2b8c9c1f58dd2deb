#!/bin/sh
# The two replicas at full length: 500 seeds over a plain sync and over the job itself. Prints the seed of a failure.
# usage: job-gpu-sync/simulate.sh [seeds [seed]]
set -eu
cd "$(dirname "$0")/.."
./mvnw -q -pl job-gpu-sync -am test -Dtest='TwoReplicasTest,TwoReplicasJobTest' -Dsurefire.failIfNoSpecifiedTests=false \
    -Dchittysync.test.seeds="${1:-500}" -Dchittysync.test.seed="${2:-20261127}"
echo "${1:-500} seeds from ${2:-20261127} on: nothing was lost, second runs were idle, both sides ended the same"
