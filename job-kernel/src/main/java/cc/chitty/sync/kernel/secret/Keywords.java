package cc.chitty.sync.kernel.secret;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds in one pass over a text which of many keywords are in it, ignoring ASCII case: Aho and Corasick's automaton, with
 * one look into a table for each character.
 */
final class Keywords {

    /** Lower-case ASCII; everything else is one symbol, which no keyword has. */
    private static final int SYMBOLS = 128;

    private static final int ROOT = 0;

    /** Marks a state in which a keyword ends. */
    private static final int ENDS = 1 << 31;

    /** Where the next state's row begins, by the place in a state's row; with {@link #ENDS}. */
    private final int[] next;
    /** The owners of all keywords that end in a state; null for most. */
    private final @Nullable BitSet[] ended;
    /** Owners without a keyword, whom every text concerns. */
    private final BitSet always;

    private Keywords(int[] next, @Nullable BitSet[] ended, BitSet always) {
        this.next = next;
        this.ended = ended;
        this.always = always;
    }

    /**
     * Builds it.
     *
     * @param owned the keywords of each owner, ASCII in lower case; an owner without any is in every text
     */
    static Keywords of(List<List<String>> owned) {
        Builder builder = new Builder();
        BitSet always = new BitSet();
        for (int owner = 0; owner < owned.size(); owner++) {
            for (String keyword : owned.get(owner)) {
                builder.add(keyword, owner);
            }
            always.set(owner, owned.get(owner).isEmpty());
        }
        builder.link();
        return new Keywords(
                builder.next.stream()
                        .flatMapToInt(Arrays::stream)
                        .map(state -> state * SYMBOLS | (builder.ended.get(state) == null ? 0 : ENDS))
                        .toArray(),
                builder.ended.toArray(new BitSet[0]),
                always);
    }

    /** The owners of the keywords in the text, a set of the caller's own; null where there is none. */
    @Nullable BitSet in(String text) {
        BitSet found = always.isEmpty() ? null : (BitSet) always.clone();
        BitSet states = null; // most that is found is the same over and over
        int row = ROOT;
        for (int i = 0; i < text.length(); i++) {
            row = next[(row & ~ENDS) + symbol(text.charAt(i))];
            if (row < 0) {
                int state = (row & ~ENDS) / SYMBOLS;
                BitSet here = ended[state];
                states = states == null ? new BitSet() : states;
                if (here != null && !states.get(state)) {
                    states.set(state);
                    found = found == null ? new BitSet() : found;
                    found.or(here);
                }
            }
        }
        return found;
    }

    private static int symbol(char c) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c < SYMBOLS ? c : 0;
    }

    private static final class Builder {
        private final List<int[]> next = new ArrayList<>();
        private final List<@Nullable BitSet> ended = new ArrayList<>();

        Builder() {
            state();
        }

        private int state() {
            next.add(new int[SYMBOLS]);
            ended.add(null);
            return next.size() - 1;
        }

        void add(String keyword, int owner) {
            int state = ROOT;
            for (int i = 0; i < keyword.length(); i++) {
                int symbol = symbol(keyword.charAt(i));
                if (next.get(state)[symbol] == ROOT) {
                    next.get(state)[symbol] = state();
                }
                state = next.get(state)[symbol];
            }
            end(state).set(owner);
        }

        private BitSet end(int state) {
            BitSet owners = ended.get(state);
            if (owners == null) {
                owners = new BitSet();
                ended.set(state, owners);
            }
            return owners;
        }

        /** Breadth first: where a keyword breaks off, the pass goes on in the longest other one that may have begun. */
        void link() {
            int[] fallback = new int[next.size()];
            Deque<Integer> waiting = new ArrayDeque<>();
            for (int child : next.get(ROOT)) {
                if (child != ROOT) {
                    waiting.add(child);
                }
            }
            while (!waiting.isEmpty()) {
                int state = waiting.remove();
                BitSet inherited = ended.get(fallback[state]);
                if (inherited != null) {
                    end(state).or(inherited);
                }
                link(state, fallback, waiting);
            }
        }

        private void link(int state, int[] fallback, Deque<Integer> waiting) {
            int[] children = next.get(state);
            int[] instead = next.get(fallback[state]);
            for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                int child = children[symbol];
                if (child == ROOT) {
                    children[symbol] = instead[symbol];
                } else {
                    fallback[child] = instead[symbol];
                    waiting.add(child);
                }
            }
        }
    }
}
