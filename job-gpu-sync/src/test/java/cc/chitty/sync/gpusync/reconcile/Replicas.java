package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Two sides and their base, on which a plan is carried out to the letter: whatever a file system would refuse is an error. */
record Replicas(SortedMap<TreePath, Content> base, SortedMap<TreePath, Seen> ours, SortedMap<TreePath, Seen> theirs) {

    SortedMap<TreePath, Seen> of(Side side) {
        return side == Side.OURS ? ours : theirs;
    }

    Reconciled reconcile(Rules rules) {
        return Reconciliation.of(Trees.of(base, ours, theirs), rules);
    }

    Replicas mirrored() {
        return new Replicas(base, of(Side.THEIRS), of(Side.OURS));
    }

    /** What there is after a plan was carried out in its order and recorded. */
    Replicas after(Reconciled reconciled) {
        Map<Side, SortedMap<TreePath, Seen>> sides = new EnumMap<>(Side.class);
        sides.put(Side.OURS, new TreeMap<>(ours));
        sides.put(Side.THEIRS, new TreeMap<>(theirs));
        Plan plan = Plan.of(List.of(new Plan.Part("c", "r", reconciled)));
        for (PlanItem item : plan.items()) {
            carryOut(item, sides.getOrDefault(item.target(), new TreeMap<>()));
            read(item, sides.getOrDefault(item.target().other(), new TreeMap<>()));
        }
        SortedMap<TreePath, Content> recorded = new TreeMap<>(base);
        for (Decision decision : reconciled.decisions()) {
            switch (decision.verdict()) {
                case AGREE, FOLLOW -> set(recorded, decision.path(), read(decision.wanted()));
                case CONFLICT, LEAVE -> {}
            }
        }
        return new Replicas(
                recorded,
                sides.getOrDefault(Side.OURS, new TreeMap<>()),
                sides.getOrDefault(Side.THEIRS, new TreeMap<>()));
    }

    private static void carryOut(PlanItem item, SortedMap<TreePath, Seen> side) {
        TreePath path = item.path();
        Seen now = side.getOrDefault(path, Seen.ABSENT);
        if (!now.equals(item.decision().replaced())) {
            throw new AssertionError(path + " is " + now + " and not as it was planned");
        }
        Content wanted = item.decision().wanted();
        if ((wanted == null || !wanted.isDirectory()) && hasBelow(side, path)) {
            throw new AssertionError(path + " is not empty");
        }
        Seen parent = side.get(path.parent());
        if (wanted != null && !path.parent().isRoot() && (parent == null || !parent.isDirectory())) {
            throw new AssertionError(path + " has no parent");
        }
        set(side, path, wanted == null ? null : read(item.decision().source()));
    }

    /** What is copied has been read. */
    private static void read(PlanItem item, SortedMap<TreePath, Seen> source) {
        if (item.decision().wanted() != null) {
            set(source, item.path(), read(item.decision().source()));
        }
    }

    private static Seen read(Seen seen) {
        Content content = read(seen.content());
        return content == null ? seen : Seen.of(content, seen.size(), seen.modified());
    }

    private static @Nullable Content read(@Nullable Content content) {
        if (content == null || !content.isFile() || content.digest() != null) {
            return content;
        }
        return Content.file(new Digest(9, 9, 9, 9), content.mode());
    }

    private static boolean hasBelow(SortedMap<TreePath, Seen> side, TreePath path) {
        return side.tailMap(path).keySet().stream()
                .skip(side.containsKey(path) ? 1 : 0)
                .findFirst()
                .filter(next -> next.isBelow(path))
                .isPresent();
    }

    private static <V> void set(SortedMap<TreePath, V> map, TreePath path, @Nullable V value) {
        if (value == null) {
            map.remove(path);
        } else {
            map.put(path, value);
        }
    }
}
