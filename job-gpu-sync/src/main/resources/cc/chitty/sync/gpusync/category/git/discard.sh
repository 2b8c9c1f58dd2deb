# discard GIT PLACE: what was going to be a repository goes; there is nothing in it that its source has not
case $1 in
    */.chittysync-*.new) rm -rf "$1" ;;
esac
