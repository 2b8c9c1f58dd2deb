package cc.chitty.sync.gpusync.correction;

import cc.chitty.sync.gpusync.reconcile.Side;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the names of places (home directories, project roots) in texts of any kind between two machines, by way of a canonical
 * form that is the same on both. For every sequence of bytes:
 *
 * <ol>
 *   <li>to the canonical form and back to that side is the identity;
 *   <li>to the other side and back is the identity; the canonical form is the same all the way.
 * </ol>
 *
 * <p>A place is found where a path begins, up to where its name ends: {@code /home/kim} neither in {@code /home/kimberly} nor in
 * {@code /mnt/home/kim}. It is found as it is, with slashes escaped as in JSON, and, behind {@code .claude/projects/}, as the name
 * Claude Code gives to a project's directory. A text that means the other machine's place keeps that meaning: where it would be
 * taken for the own one, it gets a detour, which leads there too: {@code /home/./kim}. Names below one such directory cannot be
 * told apart in a text: {@code -home-kim-app} may be {@code /home/kim/app} or {@code /home/kim-app}; both are rewritten. Of the
 * directories themselves {@link ProjectSwaps} knows more.
 */
public final class PathCorrection {

    private static final int MOST = 80;

    private final List<PathPair> pairs;
    private final Places ours;
    private final Places theirs;
    private final boolean identity;

    private PathCorrection(List<PathPair> pairs) {
        this.pairs = pairs;
        this.ours = new Places(pairs, Side.OURS);
        this.theirs = new Places(pairs, Side.THEIRS);
        this.identity = pairs.stream().allMatch(pair -> pair.ours().equals(pair.theirs()));
    }

    /**
     * For these places.
     *
     * @throws IllegalArgumentException if two pairs have one name on a side, or if there are more than 80
     */
    public static PathCorrection of(List<PathPair> pairs) {
        boolean unique = pairs.stream().map(PathPair::ours).distinct().count() == pairs.size()
                && pairs.stream().map(PathPair::theirs).distinct().count() == pairs.size();
        if (!unique || pairs.size() > MOST) {
            throw new IllegalArgumentException("not at most 80 pairs of different names: " + pairs);
        }
        return new PathCorrection(
                pairs.stream().sorted(Comparator.comparing(PathPair::ours)).toList());
    }

    /** Whether all names are the same on both sides: then nothing is rewritten, and the canonical form is the text. */
    public boolean isIdentity() {
        return identity;
    }

    /** The canonical form of a side's text. */
    public InputStream canonical(Side side, InputStream text) {
        return identity ? text : new ToCanonical(places(side), text);
    }

    /** A side's text of the canonical form. Reading fails where it is none. */
    public InputStream forSide(Side side, InputStream canonical) {
        return identity ? canonical : new ToSide(places(side), canonical);
    }

    /** A side's text as the other side has it. */
    public InputStream toOther(Side side, InputStream text) {
        return forSide(side.other(), canonical(side, text));
    }

    /** The canonical form of a short text, such as a link's target; one character a byte. */
    public String canonical(Side side, String text) {
        return read(canonical(side, stream(text, StandardCharsets.UTF_8)), StandardCharsets.ISO_8859_1);
    }

    /** A side's text of what {@link #canonical(Side, String)} made. */
    public String forSide(Side side, String canonical) {
        return read(forSide(side, stream(canonical, StandardCharsets.ISO_8859_1)), StandardCharsets.UTF_8);
    }

    /** What names mean by it, as a text: the pairs, without those that follow from the one around them. */
    public String meaning() {
        return pairs.stream()
                .filter(pair -> !follows(pair))
                .map(pair -> pair.ours() + '\n' + pair.theirs())
                .collect(Collectors.joining("\n"));
    }

    private boolean follows(PathPair pair) {
        PathPair around = around(pair, Side.OURS);
        return around != null
                && around.equals(around(pair, Side.THEIRS))
                && pair.ours()
                        .substring(around.ours().length())
                        .equals(pair.theirs().substring(around.theirs().length()));
    }

    private @Nullable PathPair around(PathPair pair, Side side) {
        return pairs.stream()
                .filter(it -> Places.name(pair, side).startsWith(Places.name(it, side) + "/"))
                .max(Comparator.comparingInt(it -> Places.name(it, side).length()))
                .orElse(null);
    }

    List<PathPair> pairs() {
        return pairs;
    }

    /** The innermost pair in which a side's path lies; -1 if it lies in none. However accents are written. */
    int deepest(Side side, String asWritten) {
        String path = Normalizer.normalize(asWritten, Normalizer.Form.NFC);
        int deepest = -1;
        int length = 0;
        for (int i = 0; i < pairs.size(); i++) {
            String name = Normalizer.normalize(Places.name(pairs.get(i), side), Normalizer.Form.NFC);
            if (name.length() > length && (path.equals(name) || path.startsWith(name + "/"))) {
                deepest = i;
                length = name.length();
            }
        }
        return deepest;
    }

    int slugCode(int pair) {
        return ours.slugCode(pair);
    }

    Places places(Side side) {
        return side == Side.OURS ? ours : theirs;
    }

    private static InputStream stream(String text, Charset charset) {
        return new ByteArrayInputStream(text.getBytes(charset));
    }

    private static String read(InputStream stream, Charset charset) {
        try {
            return new String(stream.readAllBytes(), charset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
