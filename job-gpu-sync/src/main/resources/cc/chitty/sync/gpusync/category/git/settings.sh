# settings GIT DIRECTORY: where its remotes are and what its branches follow: "NAME<line break>VALUE<NUL>" each, since a value may have
# line breaks itself
g "$1" config --local -z --get-regexp '^(remote\..*\.(url|fetch)|branch\..*\.(remote|merge|rebase))$'
:
