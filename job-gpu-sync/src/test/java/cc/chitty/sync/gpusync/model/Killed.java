package cc.chitty.sync.gpusync.model;

/** The process is dead: whatever comes after this does not happen. */
final class Killed extends Error {

    private static final long serialVersionUID = 1L;

    Killed() {
        super("killed as planned");
    }
}
