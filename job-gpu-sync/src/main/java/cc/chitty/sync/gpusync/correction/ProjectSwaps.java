package cc.chitty.sync.gpusync.correction;

import cc.chitty.sync.gpusync.reconcile.Side;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Directories of projects that mean another place than the one that is found in their names first: {@code -home-kim-code-old} is
 * the directory of {@code /home/kim/code/old} and of {@code /home/kim-code-old}. Which one it is, is told by where a session in it
 * works. On a side where that matters two names change their roles, so that what is rewritten still comes back.
 */
public final class ProjectSwaps {

    /** None: every name means what is found in it. */
    public static final ProjectSwaps NONE = new ProjectSwaps(Map.of(), Map.of(), List.of());

    private static final int LONGEST = 200;

    private final Map<Side, Map<String, String>> swaps;
    private final Map<Side, Map<String, String>> known;
    private final List<String> undecided;

    private ProjectSwaps(
            Map<Side, Map<String, String>> swaps, Map<Side, Map<String, String>> known, List<String> undecided) {
        this.swaps = swaps;
        this.known = known;
        this.undecided = List.copyOf(undecided);
    }

    /**
     * What a session tells.
     *
     * @param name of the project's directory in which it lies on that side
     * @param workingDirectory absolute; empty for a directory that only a sync calls so, {@link #isDetour}, and that holds to it
     */
    public record Seen(Side side, String name, String workingDirectory) {}

    /** A directory that was seen, and how it is to be called on each side. */
    private record Meant(Seen seen, String canonical, Map<Side, String> names) {

        String on(Side side) {
            return Objects.requireNonNull(names.get(side));
        }
    }

    /** Whether no agent has called a directory so: a sync has, since its own name means another place on that side. */
    public static boolean isDetour(String name) {
        return name.contains(Form.SLUG.detour());
    }

    /** Whether a name means on a side what it says. */
    public boolean isPlain(Side side, String name) {
        return of(side, name).equals(name);
    }

    /** Of what was seen on both sides; the order does not matter. */
    public static ProjectSwaps of(PathCorrection correction, Collection<Seen> seen) {
        return correction.isIdentity() ? NONE : new Draft(correction).of(seen);
    }

    /** The name whose role one has on a side. */
    String of(Side side, String name) {
        return swaps.getOrDefault(side, Map.of()).getOrDefault(name, name);
    }

    /** Names that cannot be told apart, in words. */
    public List<String> undecided() {
        return undecided;
    }

    /** Whether a directory may be that of several places that have different names on the other side, and nothing tells which. */
    public boolean isOpen(PathCorrection correction, Side side, String name) {
        return !isKnown(side, name) && wanted(correction, side, name).size() > 1;
    }

    /**
     * How a directory has to be called on the other side, where it is called otherwise there; empty if it is called so, or if that is
     * not known. Of two places that share a directory on a side only one is found in names.
     */
    public Optional<String> misnamed(PathCorrection correction, Side side, String name) {
        Set<String> wanted = isKnown(side, name) || !Form.isSlug(name) ? Set.of() : wanted(correction, side, name);
        String called = ProjectNames.toOther(correction, side, of(side, name));
        return wanted.size() == 1 && !wanted.contains(of(side.other(), called))
                ? wanted.stream().findFirst()
                : Optional.empty();
    }

    private boolean isKnown(Side side, String name) {
        return known.getOrDefault(side, Map.of()).containsKey(name);
    }

    /** What it would be called on the other side, for all places whose directory it may be. */
    private static Set<String> wanted(PathCorrection correction, Side side, String name) {
        return correction.pairs().stream()
                .filter(pair -> Form.isWithin(Form.slug(Places.name(pair, side)), name))
                .map(pair -> there(pair, side, name))
                .collect(Collectors.toSet());
    }

    private static String there(PathPair pair, Side side, String slug) {
        return Form.slug(Places.name(pair, side.other()))
                + slug.substring(Form.slug(Places.name(pair, side)).length());
    }

    /** While they are found. */
    private static final class Draft {

        private final PathCorrection correction;
        private final Map<Side, Map<String, String>> byName = sides();
        private final Map<Side, Map<String, String>> byCanonical = sides();
        private final Map<Side, Map<String, String>> shared = sides();
        private final List<String> undecided = new ArrayList<>();

        Draft(PathCorrection correction) {
            this.correction = correction;
        }

        private static Map<Side, Map<String, String>> sides() {
            return new EnumMap<>(Map.of(Side.OURS, new HashMap<>(), Side.THEIRS, new HashMap<>()));
        }

        private static Map<String, String> of(Map<Side, Map<String, String>> sides, Side side) {
            return Objects.requireNonNull(sides.get(side));
        }

        ProjectSwaps of(Collection<Seen> seen) {
            List<Meant> meant = seen.stream()
                    .sorted(Comparator.comparing(Seen::side).thenComparing(Seen::name))
                    .flatMap(one -> meant(one).stream())
                    .toList();
            List<Meant> there = sorted(meant, one -> one.seen().side()).stream()
                    .filter(this::isWhereItWasSeen)
                    .toList();
            sorted(there, one -> one.seen().side().other()).forEach(this::find);
            Map<Side, Map<String, String>> swaps = sides();
            for (Side side : Side.values()) {
                of(byCanonical, side).forEach((canonical, name) -> swap(side, canonical, name, of(swaps, side)));
                of(shared, side).forEach(of(byName, side)::putIfAbsent);
            }
            return new ProjectSwaps(swaps, byName, undecided);
        }

        private interface Which {
            Side side(Meant one);
        }

        /** Those first whose name needs no change of roles on that side. */
        private List<Meant> sorted(List<Meant> meant, Which which) {
            return meant.stream()
                    .sorted(Comparator.comparing(one -> {
                        Side side = which.side(one);
                        String name = side == one.seen().side() ? one.seen().name() : one.on(side);
                        return !name.equals(usual(side, one.canonical()));
                    }))
                    .toList();
        }

        private String usual(Side side, String canonical) {
            return ProjectNames.written(correction.places(side), canonical);
        }

        /** Empty if the directory is none of the place where the session works. */
        private Optional<Meant> meant(Seen seen) {
            if (seen.workingDirectory().isEmpty()) {
                return isDetour(seen.name()) ? Optional.of(asCalled(seen)) : Optional.empty();
            }
            String plain = Normalizer.normalize(seen.workingDirectory(), Normalizer.Form.NFC);
            String slug = Form.slug(plain);
            if (slug.length() > LONGEST) {
                if (!seen.name().startsWith(slug.substring(0, LONGEST) + "-")) {
                    return Optional.empty();
                }
                slug = seen.name();
            }
            int pair = correction.deepest(seen.side(), plain);
            int code = pair < 0 ? 0 : correction.slugCode(pair);
            if (pair >= 0 && code == 0) {
                if (seen.name().equals(slug)) {
                    share(seen, there(correction.pairs().get(pair), seen.side(), slug));
                }
                return Optional.empty();
            }
            Meant meant = pair < 0
                    ? new Meant(seen, slug, Map.of(Side.OURS, slug, Side.THEIRS, slug))
                    : below(seen, correction.pairs().get(pair), code, slug);
            boolean belongs = seen.name().equals(slug) || seen.name().equals(usual(seen.side(), meant.canonical()));
            return belongs ? Optional.of(meant) : Optional.empty();
        }

        private Meant asCalled(Seen seen) {
            String canonical = ProjectNames.canonical(correction.places(seen.side()), seen.name());
            Side other = seen.side().other();
            return new Meant(seen, canonical, Map.of(seen.side(), seen.name(), other, usual(other, canonical)));
        }

        /** A session of a place whose directory, on a side, is that of another place, too. */
        private void share(Seen seen, String wanted) {
            of(shared, seen.side()).put(seen.name(), wanted);
            String called = ProjectNames.toOther(correction, seen.side(), seen.name());
            if (!called.equals(wanted)) {
                Side other = seen.side().other();
                undecided.add("the sessions of " + seen.workingDirectory() + words(seen.side())
                        + " share a directory with those of another place: they are in " + called + words(other)
                        + ", where the agent does not look; it reads those in " + wanted);
            }
        }

        private static Meant below(Seen seen, PathPair pair, int code, String slug) {
            String rest =
                    slug.substring(Form.slug(Places.name(pair, seen.side())).length());
            return new Meant(
                    seen,
                    "{" + code + "}" + rest,
                    Map.of(Side.OURS, Form.slug(pair.ours()) + rest, Side.THEIRS, Form.slug(pair.theirs()) + rest));
        }

        private boolean isWhereItWasSeen(Meant one) {
            Seen seen = one.seen();
            boolean claimed = claim(seen.side(), seen.name(), one.canonical());
            if (!claimed) {
                undecided.add("the sessions of " + seen.workingDirectory() + " are in two directories"
                        + words(seen.side()) + "; the agent reads those in " + one.on(seen.side()));
            }
            return claimed;
        }

        private void find(Meant one) {
            Side side = one.seen().side().other();
            String there = of(byCanonical, side).get(one.canonical());
            String name = one.on(side);
            if (there != null && !there.equals(name)) {
                undecided.add("sessions" + words(side) + " are in " + there
                        + ", where the agent does not look: rename it to " + name);
            } else if (there == null && !claim(side, name, one.canonical())) {
                undecided.add("the sessions of " + one.seen().workingDirectory()
                        + words(one.seen().side()) + " and others have one directory" + words(side) + ", " + name
                        + "; there they are in " + usual(side, one.canonical()));
            }
        }

        private static String words(Side side) {
            return side == Side.OURS ? " here" : " on the peer";
        }

        private boolean claim(Side side, String name, String canonical) {
            @Nullable String meant = of(byName, side).get(name);
            @Nullable String called = of(byCanonical, side).get(canonical);
            boolean free = (meant == null || meant.equals(canonical)) && (called == null || called.equals(name));
            if (free) {
                of(byName, side).put(name, canonical);
                of(byCanonical, side).put(canonical, name);
            }
            return free;
        }

        private void swap(Side side, String canonical, String name, Map<String, String> swaps) {
            String usual = usual(side, canonical);
            if (!usual.equals(name)) {
                if (swaps.containsKey(name) || swaps.containsKey(usual)) {
                    undecided.add("the directory " + name + words(side) + " cannot be told from " + usual);
                } else {
                    swaps.put(name, usual);
                    swaps.put(usual, name);
                }
            }
        }
    }
}
