package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.reconcile.PlanItem.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a run is about to do, in the order in which it is done: what is made, category by category and side by side, parents first;
 * then what is removed, and files that take the place of directories, children first; last directories that lose permissions.
 */
public final class Plan {

    private final List<Part> parts;
    private final List<PlanItem> items;
    private final Map<Side, Volume> volumes;
    private final String fingerprint;

    private Plan(List<Part> parts, List<String> besides) {
        this.parts = List.copyOf(parts);
        this.items = ordered(parts);
        this.volumes = Volume.of(items);
        this.fingerprint = Fingerprint.of(parts, besides);
    }

    /**
     * One category's share of one root.
     *
     * @param root names the root, the same on both sides
     */
    public record Part(String category, String root, Reconciled reconciled) {}

    /** The parts in the order of their categories. */
    public static Plan of(List<Part> parts) {
        return of(parts, List.of());
    }

    /**
     * The parts in the order of their categories.
     *
     * @param besides what else the run is about to do, of which the fingerprint tells too
     */
    public static Plan of(List<Part> parts, List<String> besides) {
        return new Plan(parts, besides);
    }

    private static List<PlanItem> ordered(List<Part> parts) {
        EnumMap<Turn, List<PlanItem>> turns = new EnumMap<>(Turn.class);
        for (Turn turn : Turn.values()) {
            turns.put(turn, new ArrayList<>());
        }
        for (Part part : parts) {
            EnumMap<Turn, List<PlanItem>> own = turns(part);
            own.forEach((turn, items) ->
                    turns.computeIfAbsent(turn, t -> new ArrayList<>()).addAll(items));
        }
        return turns.values().stream().flatMap(List::stream).toList();
    }

    private static EnumMap<Turn, List<PlanItem>> turns(Part part) {
        EnumMap<Turn, List<PlanItem>> turns = new EnumMap<>(Turn.class);
        for (Decision decision : part.reconciled().decisions()) {
            if (decision.target() != null) {
                PlanItem item = new PlanItem(part.category(), part.root(), decision);
                turns.computeIfAbsent(item.turn(), t -> new ArrayList<>()).add(item);
            }
        }
        turns.forEach((turn, items) -> {
            if (turn != Turn.MAKE) {
                Collections.reverse(items);
            }
            items.sort(Comparator.comparing(PlanItem::target)); // neither side waits for the other
        });
        return turns;
    }

    public List<Part> parts() {
        return parts;
    }

    /** What is to be done, in its order. */
    public List<PlanItem> items() {
        return items;
    }

    /** How much of a side is changed. */
    public Volume volume(Side target) {
        return volumes.getOrDefault(target, Volume.NONE);
    }

    /** Whether no side is changed. */
    public boolean isIdle() {
        return items.isEmpty();
    }

    /**
     * SHA-256, in hexadecimal, of what is to be done and left: the same for the same, whenever it is planned. Contents that were
     * not read count by their size.
     */
    public String fingerprint() {
        return fingerprint;
    }

    /**
     * How much of a side is changed.
     *
     * @param made where nothing was
     * @param replaced where something else was
     * @param bytes to be moved
     */
    public record Volume(int made, int replaced, int modes, int removed, long bytes) {

        public static final Volume NONE = new Volume(0, 0, 0, 0, 0);

        private static Map<Side, Volume> of(List<PlanItem> items) {
            EnumMap<Side, Volume> volumes = new EnumMap<>(Side.class);
            for (PlanItem item : items) {
                volumes.put(
                        item.target(), volumes.getOrDefault(item.target(), NONE).and(item));
            }
            return volumes;
        }

        private Volume and(PlanItem item) {
            return switch (item.action()) {
                case MODE -> new Volume(made, replaced, modes + 1, removed, bytes);
                case REMOVE -> new Volume(made, replaced, modes, removed + 1, bytes);
                case PUT ->
                    item.replaces()
                            ? new Volume(made, replaced + 1, modes, removed, bytes + item.bytes())
                            : new Volume(made + 1, replaced, modes, removed, bytes + item.bytes());
            };
        }
    }
}
