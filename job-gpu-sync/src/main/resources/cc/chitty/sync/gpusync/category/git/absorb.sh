# absorb GIT DIRECTORY PATH: the repository of a sub-module goes where git keeps it
g "$1" submodule absorbgitdirs -- "$2" >/dev/null 2>&1
:
