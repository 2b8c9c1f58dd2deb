# beginning GIT DIRECTORY OBJECT COUNT: so many bytes of a blob
g "$1" cat-file -e "$2" || exit 1
g "$1" cat-file blob "$2" | head -c "$3"
