package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Rules.Direction;
import cc.chitty.sync.gpusync.reconcile.Rules.Force;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The cast of the reconcile tests, each with one word: {@code f1 f2 f3} files of three contents, 0644; {@code f1+w} 0664,
 * {@code f1-} 0600, {@code f1+x} 0755, {@code f1x-} 0700, {@code f1y} 0645; {@code fu} a file that was not read; {@code d} a
 * directory, 0755, {@code d-} 0700, {@code dy} 0577, {@code dr} 0555; {@code l1 l2} links; {@code ?} unknown; {@code !} ignored; {@code -} nothing.
 * {@code @5} behind it: changed at second 5.
 *
 * <p>A tree is {@code d=d d/a=f1}; a word alone is what is at {@code p}.
 */
final class Cast {

    private static final Map<String, Content> CONTENTS = Map.ofEntries(
            Map.entry("f1", file(1, 0644)),
            Map.entry("f2", file(2, 0644)),
            Map.entry("f3", file(3, 0644)),
            Map.entry("f1+w", file(1, 0664)),
            Map.entry("f1-", file(1, 0600)),
            Map.entry("f1+x", file(1, 0755)),
            Map.entry("f1x-", file(1, 0700)),
            Map.entry("f1y", file(1, 0645)),
            Map.entry("fu", Content.unread(0644)),
            Map.entry("d", Content.directory(0755)),
            Map.entry("d-", Content.directory(0700)),
            Map.entry("dy", Content.directory(0577)),
            Map.entry("dr", Content.directory(0555)),
            Map.entry("l1", Content.link("one")),
            Map.entry("l2", Content.link("two")));

    private Cast() {}

    private static Content file(int number, int mode) {
        return Content.file(new Digest(number, number, number, number), mode);
    }

    static Content content(String word) {
        Content content = CONTENTS.get(word);
        if (content == null) {
            throw new IllegalArgumentException("not in the cast: " + word);
        }
        return content;
    }

    static Seen seen(String word) {
        return switch (word) {
            case "-" -> Seen.ABSENT;
            case "?" -> Seen.UNKNOWN;
            case "!" -> Seen.IGNORED;
            default -> present(word);
        };
    }

    private static Seen present(String word) {
        int at = word.indexOf('@');
        Content content = content(at < 0 ? word : word.substring(0, at));
        long size = content.digest() == null ? 0 : 10 * content.digest().a();
        long seconds = at < 0 ? 0 : Long.parseLong(word.substring(at + 1));
        return Seen.of(content, size, seconds * 1_000_000_000L);
    }

    static SortedMap<TreePath, Seen> side(String text) {
        SortedMap<TreePath, Seen> side = new TreeMap<>();
        words(text).forEach((path, word) -> {
            if (!word.equals("-")) {
                side.put(path, seen(word));
            }
        });
        return side;
    }

    static SortedMap<TreePath, Content> base(String text) {
        SortedMap<TreePath, Content> base = new TreeMap<>();
        words(text).forEach((path, word) -> {
            if (!word.equals("-")) {
                base.put(path, content(word));
            }
        });
        return base;
    }

    private static SortedMap<TreePath, String> words(String text) {
        SortedMap<TreePath, String> words = new TreeMap<>();
        for (String one : text.split(" ", -1)) {
            int equals = one.indexOf('=');
            words.put(new TreePath(equals < 0 ? "p" : one.substring(0, equals)), one.substring(equals + 1));
        }
        return words;
    }

    static Trees trees(String base, String ours, String theirs) {
        return Trees.of(base(base), side(ours), side(theirs));
    }

    /** Words of: both, push, pull, deletes, newer, ours, theirs, ahead=SECONDS. */
    static Rules rules(String text) {
        Rules rules = Rules.both();
        for (String word : text.split(" ", -1)) {
            rules = switch (word) {
                case "both", "push", "pull" -> Rules.oneWay(Direction.valueOf(word.toUpperCase(Locale.ROOT)));
                case "deletes" -> rules.deleting(true);
                case "keeps" -> rules.deleting(false);
                case "newer", "ours", "theirs" -> rules.forcing(Force.valueOf(word.toUpperCase(Locale.ROOT)));
                default ->
                    rules.withTheirClockAhead(Duration.ofSeconds(Long.parseLong(word.substring("ahead=".length()))));
            };
        }
        return rules;
    }

    /** One decision as the table tells it. */
    static String text(Decision decision) {
        String reason = decision.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return decision.path()
                + switch (decision.verdict()) {
                    case AGREE -> " agree " + word(decision.wanted());
                    case FOLLOW -> " " + target(decision.target()) + " " + word(decision.wanted()) + " " + reason;
                    case CONFLICT -> " conflict";
                    case LEAVE -> " leave " + reason;
                };
    }

    private static String target(@Nullable Side side) {
        return side == Side.OURS ? "ours" : "theirs";
    }

    static String word(@Nullable Content content) {
        if (content == null) {
            return "-";
        }
        return CONTENTS.entrySet().stream()
                .filter(e -> e.getValue().equals(content))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining());
    }

    static String text(Reconciled reconciled) {
        return reconciled.decisions().isEmpty()
                ? "nothing"
                : reconciled.decisions().stream().map(Cast::text).collect(Collectors.joining("; "));
    }

    static Trees mirrored(String base, String ours, String theirs) {
        return Trees.of(base(base), side(theirs), side(ours));
    }
}
