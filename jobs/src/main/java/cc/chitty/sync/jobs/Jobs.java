package cc.chitty.sync.jobs;

/** The entry point of {@code jobs.jar}. */
public final class Jobs {

    private Jobs() {}

    public static void main(String[] arguments) {
        System.exit(2);
    }
}
