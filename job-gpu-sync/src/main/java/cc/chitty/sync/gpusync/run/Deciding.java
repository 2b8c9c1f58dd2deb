package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.FileRule;
import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.PathMap;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.Memory;
import cc.chitty.sync.gpusync.memory.Remembered;
import cc.chitty.sync.gpusync.reconcile.AppendOnly;
import cc.chitty.sync.gpusync.reconcile.Decision;
import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;
import cc.chitty.sync.gpusync.reconcile.Reconciled;
import cc.chitty.sync.gpusync.reconcile.Reconciliation;
import cc.chitty.sync.gpusync.reconcile.Rules;
import cc.chitty.sync.gpusync.reconcile.Seen;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.reconcile.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reconciles one tree, and settles those of its conflicts that its files' rules can settle. */
final class Deciding {

    private static final int BUFFER = 1 << 16;

    private final Ends ends;
    private final Joining joining;

    Deciding(Ends ends, Joining joining) {
        this.ends = ends;
        this.joining = joining;
    }

    /** @param choices of a person, by paths; where there are any, nothing else is followed */
    Decided decide(Looked looked, Memory memory, Rules rules, Map<TreePath, SyncOptions.Choice> choices) {
        Trees trees = new Trees(
                agreed(memory).entrySet(),
                seen(looked, memory, Side.OURS).entrySet(),
                seen(looked, memory, Side.THEIRS).entrySet(),
                looked.seen().ourRoot(),
                looked.seen().theirRoot());
        Reconciled reconciled = Reconciliation.of(trees, rules);
        return choices.isEmpty()
                ? settled(looked, memory, reconciled, rules)
                : decided(
                        looked,
                        memory,
                        reconciled,
                        Choosing.chosen(trees, rules, reconciled.decisions(), choices),
                        Map.of());
    }

    /** Rules of files come before a force: they lose nothing of either side. What they do not settle, the force does. */
    private Decided settled(Looked looked, Memory memory, Reconciled reconciled, Rules rules) {
        Map<TreePath, Decision> forced = new HashMap<>();
        List<Decision> unforced = new ArrayList<>();
        for (Decision decision : reconciled.decisions()) {
            Decision open = decision.unforced();
            if (!open.equals(decision) && settlesItself(looked, decision)) {
                forced.put(decision.path(), decision);
                unforced.add(open);
            } else {
                unforced.add(decision);
            }
        }
        return decided(looked, memory, reconciled, appended(looked, unforced, rules), forced);
    }

    private static boolean settlesItself(Looked looked, Decision decision) {
        FileRule rule = looked.tree().rule(decision.path());
        return rule.appended() || rule.joined();
    }

    /** @param forced what becomes of those that are not settled */
    private Decided decided(
            Looked looked,
            Memory memory,
            Reconciled reconciled,
            List<Decision> decisions,
            Map<TreePath, Decision> forced) {
        Map<TreePath, Decided.Joined> joined = joining.joined(looked, decisions);
        List<Decision> all = decisions.stream()
                .map(it -> it.verdict() == Verdict.CONFLICT && !joined.containsKey(it.path())
                        ? forced.getOrDefault(it.path(), it)
                        : it)
                .toList();
        return new Decided(looked, memory, new Reconciled(all, reconciled.tally()), joined);
    }

    private static SortedMap<TreePath, Content> agreed(Memory memory) {
        PathMap.Builder<Content> agreed = new PathMap.Builder<>();
        for (Map.Entry<TreePath, Remembered> path : memory.paths().entrySet()) {
            Content content = path.getValue().agreed();
            if (content != null) {
                agreed.put(path.getKey(), content);
            }
        }
        return agreed.build();
    }

    private static SortedMap<TreePath, Seen> seen(Looked looked, Memory memory, Side side) {
        PathMap.Builder<Seen> seen = new PathMap.Builder<>();
        Map<TreePath, Long> sizes = looked.sizes(side);
        looked.entries(side).forEach((path, entry) -> {
            Content agreed = memory.of(Looked.planned(path)).agreed();
            seen.put(path, seen(looked, side, path, entry, sizes, agreed));
        });
        looked.seen().ignored().forEach(path -> seen.put(path, Seen.IGNORED));
        return looked.names().keyed(side, seen.build());
    }

    /** @param agreed is kept where what is seen is equal to it, so that it is in memory once */
    private static Seen seen(
            Looked looked,
            Side side,
            TreePath spelled,
            Entry entry,
            Map<TreePath, Long> sizes,
            @Nullable Content agreed) {
        if (entry.kind() == EntryKind.OTHER || entry.kind() == EntryKind.UNREADABLE) {
            return Seen.UNKNOWN;
        }
        long size = entry.kind() == EntryKind.FILE ? entry.stamp().size() : 0;
        Content content = looked.tree().content(side, spelled, entry);
        return Seen.of(
                agreed != null && agreed.equals(content) ? agreed : content,
                sizes.isEmpty() ? size : sizes.getOrDefault(Looked.planned(spelled), size),
                entry.stamp().modified());
    }

    private List<Decision> appended(Looked looked, List<Decision> decisions, Rules rules) {
        List<Decision> grown = new ArrayList<>();
        for (Decision decision : decisions) {
            if (decision.verdict() == Verdict.CONFLICT
                    && looked.tree().rule(decision.path()).appended()) {
                grown.add(decision);
            }
        }
        if (grown.isEmpty()) {
            return decisions;
        }
        Map<TreePath, Digest> answers = answers(looked, AppendOnly.questions(grown));
        Map<TreePath, Decision> settled = new HashMap<>();
        AppendOnly.settled(grown, answers, rules).forEach(it -> settled.put(it.path(), it));
        return decisions.stream().map(it -> settled.getOrDefault(it.path(), it)).toList();
    }

    private Map<TreePath, Digest> answers(Looked looked, List<AppendOnly.Question> questions) {
        Map<TreePath, Digest> answers = new HashMap<>();
        for (Side side : Side.values()) {
            Map<TreePath, AppendOnly.Question> asked = new HashMap<>();
            for (AppendOnly.Question question : questions) {
                if (question.longer() == side) {
                    asked.put(looked.on(side, question.path()), question);
                }
            }
            if (!asked.isEmpty()) {
                ends.of(side).read(looked.tree().at(side), List.copyOf(asked.keySet()), (on, entry, content) -> {
                    AppendOnly.Question question = asked.get(on);
                    if (question != null) {
                        answers.put(question.path(), beginning(looked.tree(), side, question, content));
                    }
                });
            }
        }
        return answers;
    }

    private static Digest beginning(Tree tree, Side side, AppendOnly.Question question, InputStream content)
            throws IOException {
        InputStream canonical = tree.canonical(side, question.path(), content);
        MessageDigest digest = Hashing.sha256();
        byte[] buffer = new byte[BUFFER];
        long left = question.length();
        while (left > 0) {
            int read = canonical.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                break;
            }
            digest.update(buffer, 0, read);
            left -= read;
        }
        return Digest.of(digest.digest());
    }
}
