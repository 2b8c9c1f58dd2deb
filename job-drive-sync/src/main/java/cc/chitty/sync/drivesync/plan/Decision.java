package cc.chitty.sync.drivesync.plan;

/** What to do about one path, and what to say of it. */
record Decision(Action action, Remark remark) {

    private static Decision of(Action action) {
        return new Decision(action, Remark.NOTHING);
    }

    private static Decision of(Action action, Remark remark) {
        return new Decision(action, remark);
    }

    /**
     * The whole law. Where nothing was agreed, it is as if both sides had been empty: nothing is deleted, equal files are
     * adopted, unequal ones are both kept. A change wins over a deletion.
     *
     * @param equal whether both sides hold the same content; looked at only where both have something new
     */
    static Decision of(Direction direction, Presence mirror, Presence remote, boolean equal) {
        if (mirror == Presence.GONE && remote == Presence.GONE) {
            return of(Action.FORGET);
        }
        if (isNews(mirror) && isNews(remote) && equal) {
            return of(Action.ADOPT);
        }
        return switch (direction) {
            case PULL -> pull(mirror, remote);
            case PUSH -> push(mirror, remote);
            case BOTH -> both(mirror, remote);
        };
    }

    private static boolean isNews(Presence side) {
        return side == Presence.NEW || side == Presence.CHANGED;
    }

    private static Decision pull(Presence mirror, Presence remote) {
        return switch (remote) {
            case NONE -> only(mirror == Presence.NEW, Remark.ONLY_IN_MIRROR);
            case GONE -> mirror == Presence.SAME ? of(Action.DELETE_MIRROR) : of(Action.FORGET, Remark.KEPT_IN_MIRROR);
            case NEW, SAME, CHANGED ->
                switch (mirror) {
                    case NONE, GONE -> of(Action.PULL);
                    case SAME -> remote == Presence.SAME ? of(Action.NONE) : of(Action.PULL);
                    case CHANGED -> of(Action.CONFLICT, Remark.EDITED_MIRROR);
                    case NEW -> of(Action.CONFLICT, Remark.CONFLICT);
                };
        };
    }

    private static Decision push(Presence mirror, Presence remote) {
        return switch (mirror) {
            case NONE -> only(remote == Presence.NEW, Remark.ONLY_ON_REMOTE);
            case GONE -> remote == Presence.SAME ? of(Action.DELETE_REMOTE) : of(Action.FORGET, Remark.KEPT_ON_REMOTE);
            case NEW, SAME, CHANGED ->
                switch (remote) {
                    case NONE, GONE -> of(Action.PUSH);
                    case SAME -> mirror == Presence.SAME ? of(Action.NONE) : of(Action.PUSH);
                    case NEW, CHANGED -> of(Action.PUSH, Remark.EDITED_REMOTE);
                };
        };
    }

    private static Decision both(Presence mirror, Presence remote) {
        if (isNews(mirror) && isNews(remote)) {
            return of(Action.CONFLICT, Remark.CONFLICT);
        }
        if (isNews(mirror)) {
            return of(Action.PUSH, remote == Presence.GONE ? Remark.CHANGE_OUTLIVED_DELETION : Remark.NOTHING);
        }
        if (isNews(remote)) {
            return of(Action.PULL, mirror == Presence.GONE ? Remark.CHANGE_OUTLIVED_DELETION : Remark.NOTHING);
        }
        if (mirror == Presence.GONE) {
            return of(Action.DELETE_REMOTE);
        }
        return of(remote == Presence.GONE ? Action.DELETE_MIRROR : Action.NONE);
    }

    private static Decision only(boolean there, Remark remark) {
        return of(Action.NONE, there ? remark : Remark.NOTHING);
    }
}
