package cc.chitty.sync.consolidate;

import java.util.concurrent.atomic.AtomicInteger;

/** Fails at the n-th call since it was armed, once, as a process that dies there would. */
public final class PlannedFailure implements Runnable {

    /** What is thrown; nobody catches it on purpose. */
    public static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Thrown(int call) {
            super("planned at call " + call);
        }
    }

    private final AtomicInteger calls = new AtomicInteger();
    private volatile int failing;

    /** Counts from the next call on; fails at the call of this number, the first being 1; never at 0. */
    public void at(int call) {
        calls.set(0);
        failing = call;
    }

    public int calls() {
        return calls.get();
    }

    @Override
    public void run() {
        int call = calls.incrementAndGet();
        if (call == failing) {
            throw new Thrown(call);
        }
    }
}
