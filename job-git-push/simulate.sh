#!/bin/sh
# The convergence simulation at full length: 200 seeds of 200 acts. Prints the seed of a failure.
# usage: job-git-push/simulate.sh [seeds [acts [seed]]]
set -eu
cd "$(dirname "$0")/.."
./mvnw -q -pl job-git-push -am test -Dtest=ConvergenceSimulationTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Dchittysync.test.seeds="${1:-200}" -Dchittysync.test.acts="${2:-200}" -Dchittysync.test.seed="${3:-20261120}"
echo "${1:-200} seeds of ${2:-200} acts from ${3:-20261120} on: every device ended with the same bytes, nothing was lost"
