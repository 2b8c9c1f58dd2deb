package cc.chitty.sync.jobs.mcp;

/**
 * The requests that are not answered yet. The SDK holds back what comes before the agent has said that it is ready; if it
 * never says so, nobody waits for those.
 */
final class Unanswered {

    private int all;
    private int heldBack;
    private boolean ready;

    /**
     * One more.
     *
     * @param atOnce answered though the agent is not ready
     */
    synchronized void add(boolean atOnce) {
        all++;
        heldBack += ready || atOnce ? 0 : 1;
    }

    synchronized void ready() {
        ready = true;
        heldBack = 0;
    }

    synchronized void answered() {
        all--;
        notifyAll();
    }

    /** Waits until all are answered that will be. */
    synchronized void await() throws InterruptedException {
        while (all > heldBack) {
            wait();
        }
    }
}
