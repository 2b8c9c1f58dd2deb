package cc.chitty.sync.drivesync;

/** Fails where a step begins, or a chunk of the transfer, as a power cut would. */
final class FailingDrive extends CurrentDrive {

    private int failing;
    private int calls;

    /** Fails at this call, counted from 1; 0: at none. */
    void at(int call) {
        calls = 0;
        failing = call;
    }

    /** How many calls there were since then. */
    int calls() {
        return calls;
    }

    @Override
    RemoteSync sync() {
        if (++calls == failing) {
            throw new IllegalStateException("planned");
        }
        return super.sync();
    }
}
