package cc.chitty.sync.consolidate.merge;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Hands things on to another thread, in their order, and never runs far ahead of it: what waits is bounded. They go in
 * batches, since waking a thread costs more than most of them take.
 */
final class Conveyor<T> implements Closeable {

    /** What the other thread does with each thing. */
    @FunctionalInterface
    interface Taker<T> {
        void take(T thing) throws IOException;
    }

    private static final int BATCH = 128;
    private static final int BATCHES_WAITING = 8;

    /** How soon a death of the other thread is noticed while its queue is full. */
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final Taker<T> taker;
    private final BlockingQueue<List<T>> waiting = new ArrayBlockingQueue<>(BATCHES_WAITING);
    private final FutureTask<Boolean> work = new FutureTask<>(this::takeAll);
    private final Thread thread;
    private List<T> batch = new ArrayList<>(BATCH);

    Conveyor(String name, Taker<T> taker) {
        this.taker = taker;
        this.thread = new Thread(work, name);
        thread.start();
    }

    /** Throws what the other thread failed with, if it has, here or in {@link #finish}. */
    void put(T thing) throws IOException {
        batch.add(thing);
        if (batch.size() == BATCH) {
            send();
        }
    }

    /** Returns when everything was taken. */
    void finish() throws IOException {
        if (!batch.isEmpty()) {
            send();
        }
        send();
        Outcome.of(work);
    }

    /** Ends the other thread where it was not finished; what it fails with now matters no more. */
    @Override
    public void close() throws IOException {
        work.cancel(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw Outcome.interrupted(e);
        }
    }

    /** An empty batch is the end. */
    private void send() throws IOException {
        try {
            boolean sent = false;
            while (!sent) {
                if (work.isDone()) {
                    Outcome.of(work);
                }
                sent = waiting.offer(batch, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            throw Outcome.interrupted(e);
        }
        batch = new ArrayList<>(BATCH);
    }

    private boolean takeAll() throws IOException, InterruptedException {
        for (List<T> next = waiting.take(); !next.isEmpty(); next = waiting.take()) {
            for (T thing : next) {
                taker.take(thing);
            }
        }
        return true;
    }
}
