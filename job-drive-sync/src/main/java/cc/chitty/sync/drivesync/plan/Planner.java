package cc.chitty.sync.drivesync.plan;

import cc.chitty.sync.kernel.run.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a plan of three listings. Used once. */
public final class Planner {

    private final Direction direction;
    private final Contents contents;
    private final String mark;
    private final Sides sides;
    private final List<Transfer> transfers = new ArrayList<>();
    private final Map<String, Agreed> adopted = new LinkedHashMap<>();
    private final List<String> forgotten = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final Set<String> names = new HashSet<>();

    /** @param mark of the copies that conflicts leave, see {@link Names#copy} */
    public Planner(Direction direction, Contents contents, String mark, Sides sides) {
        this.direction = direction;
        this.contents = contents;
        this.mark = mark;
        this.sides = sides;
    }

    public Plan plan() {
        TreeSet<String> paths = new TreeSet<>(sides.base().keySet());
        paths.addAll(sides.mirror().keySet());
        paths.addAll(sides.remote().keySet());
        names.addAll(paths);
        for (String path : paths) {
            if (!sides.isBlocked(path)) {
                decide(path);
            }
        }
        List<Transfer> possible = new Obstacles(sides, transfers, problems::add).removed();
        return new Plan(
                new Order(possible).inOrder(),
                adopted,
                forgotten,
                problems,
                counts,
                sides.base().size());
    }

    private void decide(String path) {
        Agreed agreed = sides.base().get(path);
        MirrorState mirror = sides.mirror().get(path);
        RemoteState remote = sides.remote().get(path);
        Presence here = mirrorPresence(path, agreed, mirror);
        Presence there = remotePresence(agreed, remote);
        boolean equal = mirror != null
                && remote != null
                && isNews(here)
                && isNews(there)
                && isTellable(agreed, remote)
                && contents.areEqual(path, mirror, remote);
        Decision decision = mirror == null && remote == null
                ? new Decision(Action.FORGET, Remark.NOTHING)
                : Decision.of(direction, here, there, equal);
        apply(path, decision, mirror, remote);
        if (decision.action() == Action.NONE && here == Presence.SAME && there == Presence.SAME) {
            refresh(path, agreed, mirror, remote);
        }
    }

    /**
     * Whether what the listings say may be trusted. Two edits of a file that both had can share size and time (clocks of file
     * systems tick in milliseconds), so without a hash the remote's is fetched and compared.
     */
    private static boolean isTellable(@Nullable Agreed agreed, RemoteState remote) {
        return agreed == null || remote.hash() != null;
    }

    private static boolean isNews(Presence side) {
        return side == Presence.NEW || side == Presence.CHANGED;
    }

    private Presence mirrorPresence(String path, @Nullable Agreed agreed, @Nullable MirrorState now) {
        if (agreed == null) {
            return now == null ? Presence.NONE : Presence.NEW;
        }
        if (now == null) {
            return agreed.mirror().equals(MirrorState.ABSENT) ? Presence.SAME : Presence.GONE;
        }
        boolean same = now.equals(agreed.mirror())
                || (now.size() == agreed.mirror().size() && contents.isAsAgreed(path, now, agreed));
        return same ? Presence.SAME : Presence.CHANGED;
    }

    private static Presence remotePresence(@Nullable Agreed agreed, @Nullable RemoteState now) {
        if (agreed == null) {
            return now == null ? Presence.NONE : Presence.NEW;
        }
        if (now == null) {
            return Presence.GONE;
        }
        return now.isAs(agreed.remote()) ? Presence.SAME : Presence.CHANGED;
    }

    private void apply(String path, Decision decision, @Nullable MirrorState mirror, @Nullable RemoteState remote) {
        remark(path, decision.remark());
        switch (decision.action()) {
            case NONE -> {}
            case ADOPT -> {
                if (mirror != null && remote != null) {
                    adopted.put(path, new Agreed(remote, mirror, null));
                }
            }
            case FORGET -> forgotten.add(path);
            case PULL, PUSH, DELETE_MIRROR, DELETE_REMOTE, CONFLICT -> {
                String copy = decision.action() == Action.CONFLICT ? copy(path) : null;
                transfers.add(new Transfer(path, decision.action(), decision.remark(), copy, mirror, remote));
            }
        }
    }

    private String copy(String path) {
        String copy = Names.copy(path, mark, names);
        names.add(copy);
        return copy;
    }

    /** What a conflict is to say is known only when both contents have been seen. */
    private void remark(String path, Remark remark) {
        if (remark == Remark.NOTHING) {
            return;
        }
        if (!remark.isProblem()) {
            counts.merge(remark.name().toLowerCase(Locale.ROOT), 1L, Long::sum);
        } else if (remark != Remark.CONFLICT && remark != Remark.EDITED_MIRROR) {
            problems.add(new Problem(path, remark.text()));
        }
    }

    /** So that the next run need not read the file again to see that it is the same. */
    private void refresh(
            String path, @Nullable Agreed agreed, @Nullable MirrorState mirror, @Nullable RemoteState remote) {
        if (agreed == null || mirror == null || remote == null) {
            return;
        }
        Agreed now = new Agreed(remote, mirror, agreed.digest());
        if (!now.equals(agreed)) {
            adopted.put(path, now);
        }
    }
}
