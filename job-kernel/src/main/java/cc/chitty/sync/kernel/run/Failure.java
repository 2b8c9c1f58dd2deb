package cc.chitty.sync.kernel.run;

import org.jspecify.annotations.Nullable;

/** The run cannot go on. Says what was attempted, what was seen, and what the reader can do about it. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FailureCategory category;
    private final String remedy;

    /**
     * @param attempted what was being done, as "replace /home/kim/.chittychat/todos.json"
     * @param seen what stood in the way, as "no space left on device"
     * @param remedy what the reader can do; a full sentence
     */
    public Failure(FailureCategory category, String attempted, String seen, String remedy, @Nullable Throwable cause) {
        super("cannot " + attempted + ": " + seen, cause);
        this.category = category;
        this.remedy = remedy;
    }

    public Failure(FailureCategory category, String attempted, String seen, String remedy) {
        this(category, attempted, seen, remedy, null);
    }

    public FailureCategory category() {
        return category;
    }

    public String remedy() {
        return remedy;
    }

    public ExitCode exitCode() {
        return category.exitCode();
    }
}
