package cc.chitty.sync.gpusync.peer.ssh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does parts of one thing at the same time, over one connection. */
final class Parallel {

    private Parallel() {}

    /** What is done with a part. */
    @FunctionalInterface
    interface Work<T, R> {
        R with(List<T> part) throws IOException;
    }

    /** Deals the elements out like cards, so that neighbours of a size are spread. */
    static <T, R> List<R> split(List<T> all, int parts, Work<T, R> work) throws IOException {
        List<List<T>> dealt = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            dealt.add(new ArrayList<>());
        }
        for (int i = 0; i < all.size(); i++) {
            dealt.get(i % parts).add(all.get(i));
        }
        return each(dealt, work);
    }

    private static <T, R> List<R> each(List<List<T>> parts, Work<T, R> work) throws IOException {
        if (parts.size() == 1) {
            return List.of(work.with(parts.get(0)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(parts.size());
        try {
            List<Callable<R>> calls = new ArrayList<>();
            parts.forEach(part -> calls.add(() -> work.with(part)));
            List<R> results = new ArrayList<>();
            for (Future<R> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was stopped", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
