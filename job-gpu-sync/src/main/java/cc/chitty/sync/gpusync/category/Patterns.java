package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * Patterns in the syntax of {@code .gitignore}: the last that matches decides, {@code !} takes back, a slash at the end means
 * directories only, a slash at the beginning or in the middle binds to the directory that the patterns count from.
 */
public final class Patterns {

    /** With one of these the last name of a pattern matches other names than itself. */
    private static final Predicate<String> WILD =
            Pattern.compile("[*?\\[\\]\\\\]").asPredicate();

    public static final Patterns NONE = new Patterns(List.of(), List.of());

    private final List<String> lines;
    private final List<FastIgnoreRule> rules;

    /** Places of the rules whose last name is without wildcards, by that name: only paths of that name can match. */
    private final Map<String, List<Integer>> named;

    private final List<Integer> others;

    private Patterns(List<String> lines, List<FastIgnoreRule> rules) {
        this.lines = List.copyOf(lines);
        this.rules = List.copyOf(rules);
        List<String> names = rules.stream().map(Patterns::lastName).toList();
        this.named = places(names, WILD.negate()).collect(Collectors.groupingBy(names::get));
        this.others = places(names, WILD).toList();
    }

    private static Stream<Integer> places(List<String> names, Predicate<String> wanted) {
        return IntStream.range(0, names.size())
                .filter(i -> wanted.test(names.get(i)))
                .boxed();
    }

    private static String lastName(FastIgnoreRule rule) {
        String text = rule.toString();
        int end = rule.dirOnly() ? text.length() - 1 : text.length();
        int start = Math.max(text.lastIndexOf('/', end - 1) + 1, rule.getNegation() ? 1 : 0);
        return text.substring(start, end);
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
        return rules.isEmpty() ? NONE : new Patterns(lines, rules);
    }

    public static Patterns of(String... lines) {
        return of(List.of(lines));
    }

    /** A pattern that matches just one directory, whatever its name. */
    public static String directory(TreePath path) {
        String escaped = path.text().replaceAll("[\\\\*?\\[]", "\\\\$0");
        return "/" + escaped.replaceAll(" (?= *$)", "[ ]") + "/"; // blanks at the end would be cut
    }

    /** The same of a file's text. */
    public static Patterns parse(String file) {
        return parse(file.getBytes(StandardCharsets.UTF_8));
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
                rules.getRules().stream().map(FastIgnoreRule::toString).toList(), rules.getRules());
    }

    /** These and others after them, which therefore weigh more. */
    public Patterns and(Patterns others) {
        if (others.isEmpty()) {
            return this;
        }
        List<FastIgnoreRule> all = new ArrayList<>(rules);
        all.addAll(others.rules);
        List<String> texts = new ArrayList<>(lines);
        texts.addAll(others.lines);
        return new Patterns(texts, all);
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Whether a path itself is matched, or taken back; empty if no pattern says anything. Parents are the caller's. */
    public Optional<Boolean> verdict(TreePath path, boolean directory) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        int last = last(named.getOrDefault(path.name(), List.of()), -1, path, directory);
        last = last(others, last, path, directory);
        return last < 0 ? Optional.empty() : Optional.of(rules.get(last).getResult());
    }

    /** The last of some rules that matches, if it comes after a given one; else that one. */
    private int last(List<Integer> among, int after, TreePath path, boolean directory) {
        for (int i = among.size() - 1; i >= 0 && among.get(i) > after; i--) {
            if (rules.get(among.get(i)).isMatch(path.text(), directory, true)) {
                return among.get(i);
            }
        }
        return after;
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
