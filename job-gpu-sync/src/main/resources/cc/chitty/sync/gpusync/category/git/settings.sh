# settings GIT DIRECTORY: where its remotes are and what its branches follow
g "$1" config --local --get-regexp '^(remote\..*\.(url|fetch)|branch\..*\.(remote|merge|rebase))$'
:
