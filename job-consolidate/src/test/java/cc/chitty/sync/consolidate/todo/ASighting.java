package cc.chitty.sync.consolidate.todo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sightings for tests that read as sentences: {@code ASighting.by("a").completed(3).first(1).get()}. Immutable. */
public record ASighting(Sighting get) {

    public static final TodoKey KEY = new TodoKey("general", "Add retry");

    /** A session of agent {@code claude-code}, pending since instant 1. */
    public static ASighting by(String session) {
        return by(session, "claude-code");
    }

    public static ASighting by(String session, String agent) {
        SessionId id = new SessionId("laptop", agent, session);
        return new ASighting(new Sighting(
                KEY,
                id,
                0,
                Status.PENDING,
                at(1),
                Presence.LISTED,
                null,
                null,
                null,
                at(1),
                KEY.content(),
                null,
                null));
    }

    public static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }

    public ASighting pending(int at) {
        return main(get.epoch(), Status.PENDING, at(at), get.presence());
    }

    public ASighting inProgress(int at) {
        return main(get.epoch(), Status.IN_PROGRESS, at(at), get.presence());
    }

    public ASighting completed(int at) {
        return main(get.epoch(), Status.COMPLETED, at(at), get.presence());
    }

    public ASighting vanished() {
        return main(get.epoch(), get.status(), get.at(), Presence.VANISHED);
    }

    public ASighting dropped(int at) {
        return main(get.epoch(), get.status(), at(at), Presence.DROPPED);
    }

    public ASighting deleted(int at) {
        return main(get.epoch(), get.status(), at(at), Presence.DELETED);
    }

    public ASighting epoch(int epoch) {
        return main(epoch, get.status(), get.at(), get.presence());
    }

    public ASighting details(@Nullable String activeForm, @Nullable String priority, @Nullable String note) {
        return new ASighting(new Sighting(
                get.todo(),
                get.session(),
                get.epoch(),
                get.status(),
                get.at(),
                get.presence(),
                activeForm,
                priority,
                note,
                get.first(),
                get.shown(),
                get.began(),
                get.openAt()));
    }

    public ASighting first(int first, String shown) {
        return times(at(first), shown, get.began(), get.openAt());
    }

    public ASighting first(int first) {
        return first(first, get.shown());
    }

    public ASighting began(int began) {
        return times(get.first(), get.shown(), at(began), get.openAt());
    }

    public ASighting openAt(int openAt) {
        return times(get.first(), get.shown(), get.began(), at(openAt));
    }

    private ASighting main(int epoch, Status status, Instant at, Presence presence) {
        return new ASighting(get.saying(epoch, status, at, presence));
    }

    private ASighting times(Instant first, String shown, @Nullable Instant began, @Nullable Instant openAt) {
        return new ASighting(get.carrying(first, shown, began, openAt));
    }
}
