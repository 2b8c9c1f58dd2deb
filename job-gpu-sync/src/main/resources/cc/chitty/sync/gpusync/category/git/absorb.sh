# absorb GIT DIRECTORY PATH: a repository becomes a sub-module of the one at DIRECTORY, if that one knows it
g "$1" submodule init -- "$2" >/dev/null 2>&1
g "$1" submodule absorbgitdirs -- "$2" >/dev/null 2>&1
:
