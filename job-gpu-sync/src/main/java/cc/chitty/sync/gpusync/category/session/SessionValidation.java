package cc.chitty.sync.gpusync.category.session;

import cc.chitty.sync.gpusync.category.session.SessionPaths.Transcript;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.run.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Whether an agent can resume the sessions of a side: every line of every transcript is a JSON object, there is one copy of
 * every session, and it lies in the directory of the place where it works.
 */
public final class SessionValidation {

    private final Endpoint endpoint;
    private final Progress progress;
    private final Interruption interruption;

    public SessionValidation(Endpoint endpoint, Progress progress, Interruption interruption) {
        this.endpoint = endpoint;
        this.progress = progress;
        this.interruption = interruption;
    }

    /**
     * What was found.
     *
     * @param sessions how many main transcripts were looked at
     * @param files transcripts, those of subagents too
     * @param lines in all of them
     */
    public record Result(int sessions, int files, long lines, List<Problem> problems) {

        public Result {
            problems = List.copyOf(problems);
        }
    }

    /** Looks at all sessions. */
    public Result all() {
        return of(path -> true);
    }

    /** Looks at the files with these paths below the home directory; copies are looked for among all. */
    public Result of(Predicate<TreePath> wanted) {
        Scope scope = new Scope(endpoint.facts().home(), List.of(SessionPaths.PROJECTS), Set.of());
        Map<TreePath, Entry> entries =
                endpoint.scan(List.of(scope), interruption).get(0).entries();
        List<TreePath> files = entries.entrySet().stream()
                .filter(entry -> entry.getValue().kind() == EntryKind.FILE
                        && SessionPaths.isLines(entry.getKey())
                        && wanted.test(entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        Findings findings = new Findings(new ArrayList<>(), new HashSet<>(files));
        copies(entries.keySet(), wanted, findings);
        unreadable(entries, findings);
        progress.step("validate").of(files.size());
        endpoint.read(scope.root(), files, (path, entry, content) -> {
            if (!interruption.raised()) {
                findings.unseen.remove(path);
                findings.add(path, LineCheck.of(content));
                progress.advance(1);
            }
        });
        if (!interruption.raised()) {
            findings.unseen.forEach(path -> findings.problems.add(problem(path, "it cannot be read")));
        }
        int sessions = (int) files.stream()
                .filter(path -> SessionPaths.transcript(path).isPresent())
                .count();
        return new Result(sessions, files.size(), findings.lines, findings.problems);
    }

    /** What is found on the way. */
    private final class Findings {

        private final List<Problem> problems;
        private final Set<TreePath> unseen;
        private long lines;

        Findings(List<Problem> problems, Set<TreePath> unseen) {
            this.problems = problems;
            this.unseen = unseen;
        }

        void add(TreePath path, LineCheck check) {
            lines += check.lines();
            if (check.firstBad() > 0) {
                problems.add(problem(path, "line " + check.firstBad() + " is no JSON object: " + check.why()));
            }
            if (SessionPaths.isNameless(path)) {
                problems.add(problem(path, "its name is no session's id; an agent does not find it"));
            }
            SessionPaths.transcript(path).ifPresent(transcript -> place(path, transcript, check.workingDirectory()));
        }

        private void place(TreePath path, Transcript transcript, String workingDirectory) {
            if (!workingDirectory.isEmpty() && !SessionPaths.belongs(transcript.slug(), workingDirectory)) {
                problems.add(problem(
                        path,
                        "it works in " + workingDirectory + ", whose sessions belong in "
                                + SessionPaths.expected(workingDirectory)));
            }
        }
    }

    private void copies(Set<TreePath> paths, Predicate<TreePath> wanted, Findings findings) {
        Map<String, List<TreePath>> copies = new TreeMap<>();
        for (TreePath path : paths) {
            SessionPaths.transcript(path)
                    .ifPresent(transcript -> copies.computeIfAbsent(transcript.id(), id -> new ArrayList<>())
                            .add(path));
        }
        copies.forEach((id, same) -> {
            if (same.size() > 1 && same.stream().anyMatch(wanted)) {
                findings.problems.add(problem(
                        same.get(0), "there are " + same.size() + " copies of it; an agent finds none of them"));
            }
        });
    }

    private void unreadable(Map<TreePath, Entry> entries, Findings findings) {
        entries.forEach((path, entry) -> {
            if (entry.kind() == EntryKind.UNREADABLE) {
                findings.problems.add(problem(path, String.valueOf(entry.trouble())));
            }
        });
    }

    private Problem problem(TreePath path, String what) {
        return new Problem(endpoint.facts().name() + ": ~/" + path, what);
    }
}
