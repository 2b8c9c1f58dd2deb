package cc.chitty.sync.consolidate.todo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every register of one session over so few values that equal times and equal details are the rule. */
final class SmallDomain {

    private SmallDomain() {}

    /** Every main value over epochs 0 and 1, and every register that joins of them can make. */
    static List<Sighting> closed(String session, int instants, boolean withDetails) {
        List<Sighting> mains = new ArrayList<>();
        for (int epoch = 0; epoch <= 1; epoch++) {
            for (Status status : Status.values()) {
                for (Presence presence : Presence.values()) {
                    for (int at = 1; at <= instants; at++) {
                        mains.add(main(session, epoch, status, presence, at, null));
                        if (withDetails) {
                            mains.add(main(session, epoch, status, presence, at, "a"));
                        }
                    }
                }
            }
        }
        return closure(mains);
    }

    /** Few main values, but every combination of what joins on its own. */
    static List<Sighting> closedProducts(String session) {
        List<Sighting> products = new ArrayList<>();
        for (Sighting main : List.of(
                ASighting.by(session).pending(2).get(),
                ASighting.by(session).completed(1).get(),
                ASighting.by(session).epoch(1).pending(2).vanished().get())) {
            for (int first = 1; first <= 2; first++) {
                for (String shown : List.of("Add retry", "add retry")) {
                    ASighting sighting = new ASighting(main).first(first, shown);
                    products.add(sighting.get());
                    products.add(sighting.began(0).get());
                    products.add(sighting.began(1).get());
                }
            }
        }
        return closure(products);
    }

    /** Every register of epochs 0 and 1 that claims can make, also where other devices have reopened the todo. */
    static List<Sighting> reachable(String session, List<Claim> claims) {
        Registers law = new Registers(new LawSettings(LawSettings.Reopen.SAME_SESSION));
        SessionId id = ASighting.by(session).get().session();
        List<Epochs> known = List.of(Epochs.NONE, new Epochs(1, ASighting.at(1)), new Epochs(1, ASighting.at(2)));
        Set<Sighting> reached = new LinkedHashSet<>();
        List<@Nullable Sighting> news = Collections.singletonList(null);
        while (!news.isEmpty()) {
            Set<Sighting> next = new LinkedHashSet<>();
            for (Sighting register : news) {
                for (Claim claim : claims) {
                    for (Epochs epochs : known) {
                        Sighting after = law.apply(register, ASighting.KEY, id, claim, epochs, null);
                        if (after != null && after.epoch() <= 1 && reached.add(after)) {
                            next.add(after);
                        }
                    }
                }
            }
            news = new ArrayList<>(next);
        }
        return List.copyOf(reached);
    }

    /** The same register of another todo. */
    static Sighting of(TodoKey todo, Sighting like) {
        return new Sighting(
                todo,
                like.session(),
                like.epoch(),
                like.status(),
                like.at(),
                like.presence(),
                like.activeForm(),
                like.priority(),
                like.note(),
                like.first(),
                like.shown(),
                like.began(),
                like.openAt());
    }

    private static Sighting main(
            String session, int epoch, Status status, Presence presence, int at, @Nullable String detail) {
        Sighting plain = ASighting.by(session).details(detail, null, null).get();
        return plain.saying(epoch, status, ASighting.at(at), presence);
    }

    private static List<Sighting> closure(List<Sighting> start) {
        Set<Sighting> known = new LinkedHashSet<>(start);
        List<Sighting> news = List.copyOf(known);
        while (!news.isEmpty()) {
            Set<Sighting> next = new LinkedHashSet<>();
            for (Sighting a : news) {
                for (Sighting b : List.copyOf(known)) {
                    next.add(Registers.join(a, b));
                }
            }
            next.removeAll(known);
            known.addAll(next);
            news = List.copyOf(next);
        }
        return List.copyOf(known);
    }
}
