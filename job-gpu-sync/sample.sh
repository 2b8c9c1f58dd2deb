# What is synced where figures are taken; benchmark.sh and far.sh read this file.

# sample_sessions HOME COUNT: agent sessions of 912 kB each, of 20 projects
sample_sessions() {
    python3 - "$1/.claude/projects" "$2" <<'END'
import json, os, random, sys, uuid
random.seed(1)
for i in range(int(sys.argv[2])):
    project = f"/home/kim/code/p{i % 20}"
    directory = sys.argv[1] + "/" + project.replace("/", "-")
    os.makedirs(directory, exist_ok=True)
    session = str(uuid.UUID(int=random.getrandbits(128), version=4))
    with open(f"{directory}/{session}.jsonl", "w") as f:
        size = 0
        while size < 912000:
            line = json.dumps({"sessionId": session, "cwd": project, "type": "assistant", "message": "word " * random.randrange(20, 2000)})
            f.write(line + "\n")
            size += len(line) + 1
END
}

# sample_config HOME: 200 small files
sample_config() {
    mkdir -p "$1/.claude/commands"
    for i in $(seq 200); do echo "command $i" >"$1/.claude/commands/c$i.md"; done
}

# sample_repository DIRECTORY: 50 commits of 10 MB together; what was there goes
sample_repository() {
    rm -rf "$1" && git init -q "$1"
    (
        cd "$1"
        for i in $(seq 50); do
            head -c 200000 /dev/urandom >"f$i" && git add -A &&
                git -c user.name=kim -c user.email=kim@example.org commit -q -m "commit $i"
        done
    )
}
