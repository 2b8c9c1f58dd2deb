package cc.chitty.sync.gpusync.correction;

import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All places as one side writes them, in all forms. A place has the same code on both sides. */
final class Places {

    private static final List<Form> FORMS = List.of(Form.PLAIN, Form.ESCAPED, Form.SLUG);

    private final List<Place> plain;
    private final List<Place> escaped;
    private final List<Place> slugs;
    private final @Nullable Place[] byCode = new Place[256];

    Places(List<PathPair> pairs, Side side) {
        this.plain = outer(Form.PLAIN, pairs, side);
        this.escaped = outer(Form.ESCAPED, pairs, side);
        this.slugs = outer(Form.SLUG, pairs, side);
    }

    /** The places of a form that lie in no other. */
    List<Place> outer(Form form) {
        return switch (form) {
            case PLAIN -> plain;
            case ESCAPED -> escaped;
            case SLUG -> slugs;
        };
    }

    @Nullable Place coded(int code) {
        return byCode[code];
    }

    /** The code of a pair's slug; 0 if it has none of its own. */
    int slugCode(int pair) {
        int code = code(Form.SLUG, pair);
        return byCode[code] == null ? 0 : code;
    }

    /** Codes 1 to 254. */
    private static int code(Form form, int pair) {
        return 1 + pair * FORMS.size() + FORMS.indexOf(form);
    }

    private List<Place> outer(Form form, List<PathPair> pairs, Side side) {
        TreeMap<String, Integer> written =
                new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        for (int i = 0; i < pairs.size(); i++) {
            if (form != Form.SLUG || hasSlug(pairs, i)) {
                written.put(form.written(name(pairs.get(i), side)), code(form, i));
            }
        }
        List<Place> outer = new ArrayList<>();
        written.forEach((text, code) -> add(outer, form, text, code));
        return Collections.unmodifiableList(outer);
    }

    /** Shorter ones are there already. */
    private void add(List<Place> outer, Form form, String text, int code) {
        List<Place> siblings = outer;
        String around = "";
        for (Place next = around(siblings, form, text); next != null; next = around(siblings, form, text)) {
            around = text(next);
            siblings = next.inside();
        }
        Place place = new Place(form, code, text, around);
        siblings.add(place);
        byCode[code] = place;
    }

    private static @Nullable Place around(List<Place> places, Form form, String text) {
        for (Place place : places) {
            if (text.startsWith(text(place) + form.separator())) {
                return place;
            }
        }
        return null;
    }

    private static String text(Place place) {
        return new String(place.written(), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Different paths may have one slug, on either side: then only the first of them is corrected in that form. */
    private static boolean hasSlug(List<PathPair> pairs, int index) {
        PathPair pair = pairs.get(index);
        for (Side side : Arrays.asList(Side.OURS, Side.THEIRS)) {
            String slug = Form.slug(name(pair, side));
            boolean taken = pairs.subList(0, index).stream()
                    .anyMatch(before -> Form.slug(name(before, side)).equals(slug));
            if (taken) {
                return false;
            }
        }
        return true;
    }

    static String name(PathPair pair, Side side) {
        return side == Side.OURS ? pair.ours() : pair.theirs();
    }
}
