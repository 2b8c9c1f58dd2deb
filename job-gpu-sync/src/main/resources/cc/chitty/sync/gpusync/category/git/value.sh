# value GIT DIRECTORY REF: what a ref has; nothing if it is not there
g "$1" rev-parse -q --verify "$2" 2>/dev/null
:
