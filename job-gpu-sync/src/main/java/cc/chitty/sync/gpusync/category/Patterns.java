package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * Patterns in the syntax of {@code .gitignore}: the last that matches decides, {@code !} takes back, a slash at the end means
 * directories only, a slash at the beginning or in the middle binds to the directory that the patterns count from.
 */
public final class Patterns {

    public static final Patterns NONE = new Patterns(List.of(), new IgnoreNode());

    private final List<String> lines;
    private final IgnoreNode rules;

    private Patterns(List<String> lines, IgnoreNode rules) {
        this.lines = List.copyOf(lines);
        this.rules = rules;
    }

    /**
     * Patterns a person has set.
     *
     * @throws IllegalArgumentException if one of them is none
     */
    public static Patterns of(List<String> lines) {
        List<FastIgnoreRule> rules = new ArrayList<>(lines.size());
        for (String line : lines) {
            FastIgnoreRule rule = new FastIgnoreRule(line);
            if (rule.isEmpty()) {
                throw new IllegalArgumentException("not a pattern: '" + line + "'");
            }
            rules.add(rule);
        }
        return rules.isEmpty() ? NONE : new Patterns(lines, new IgnoreNode(rules));
    }

    public static Patterns of(String... lines) {
        return of(List.of(lines));
    }

    /** The patterns of an ignore file. Lines that are none are passed over, as git does. */
    static Patterns parse(byte[] file) {
        IgnoreNode rules = new IgnoreNode();
        try {
            rules.parse(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Patterns(
                rules.getRules().stream().map(FastIgnoreRule::toString).toList(), rules);
    }

    /** These and others after them, which therefore weigh more. */
    public Patterns and(Patterns others) {
        if (others.isEmpty()) {
            return this;
        }
        List<FastIgnoreRule> all = new ArrayList<>(rules.getRules());
        all.addAll(others.rules.getRules());
        List<String> texts = new ArrayList<>(lines);
        texts.addAll(others.lines);
        return new Patterns(texts, new IgnoreNode(all));
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Whether a path itself is matched, or taken back; empty if no pattern says anything. Parents are the caller's. */
    public Optional<Boolean> verdict(TreePath path, boolean directory) {
        return lines.isEmpty() ? Optional.empty() : Optional.ofNullable(rules.checkIgnored(path.text(), directory));
    }

    /** Whether a path or one of the directories it is in is matched. */
    public boolean contain(TreePath path, boolean directory) {
        if (lines.isEmpty() || path.isRoot()) {
            return false;
        }
        return verdict(path, directory).orElseGet(() -> contain(path.parent(), true));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Patterns that && lines.equals(that.lines);
    }

    @Override
    public int hashCode() {
        return lines.hashCode();
    }

    /** One a line. */
    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
