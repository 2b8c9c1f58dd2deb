package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.peer.RemotePrograms.Ran;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.FutureTask;

/** Brings the objects that a side lacks: one pack, streamed from the git that has them to the git that gets them. */
record PackTransfer(GitSide from, GitSide to) {

    /** A pack of fewer objects is taken apart, as {@code git receive-pack} does it, so that small packs do not pile up. */
    private static final int FEW = 100;

    private static final int HEADER = 12;

    /**
     * What is to be brought.
     *
     * @param source directory of the repository that has them
     * @param target directory of the one that gets them
     * @param wanted what is brought with all it leads to
     * @param had what the target has already; some may be unknown to the source
     * @param shallow commits whose parents the target lacks
     */
    record Load(
            String source,
            String target,
            Collection<ObjectName> wanted,
            Collection<ObjectName> had,
            Collection<ObjectName> shallow) {}

    /** Returns how many objects came. Nothing of the target but its objects is changed. */
    long bring(Load load) {
        List<String> lines = new ArrayList<>();
        load.shallow().forEach(it -> lines.add("--shallow " + it));
        load.wanted().stream().distinct().forEach(it -> lines.add(it.hex()));
        load.had().stream().distinct().forEach(it -> lines.add("^" + it));
        byte[] input = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        try (Piped piped = Piped.open();
                InputStream pack = Channels.newInputStream(piped.pipe().source());
                OutputStream packed = Channels.newOutputStream(piped.pipe().sink())) {
            FutureTask<Ran> packing = new FutureTask<>(() -> pack(load.source(), input, packed));
            Thread thread = new Thread(packing, "gpu-sync-pack");
            thread.setDaemon(true);
            thread.start();
            long objects = receive(load.target(), pack);
            ended(packing);
            return objects;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /**
     * A pipe of the system's. Java's own takes the end of a thread that wrote for the end of the pipe, and programs' output is
     * written by threads that come and go.
     */
    private record Piped(Pipe pipe) implements AutoCloseable {

        static Piped open() throws IOException {
            return new Piped(Pipe.open());
        }

        @Override
        public void close() throws IOException {
            pipe.sink().close();
            pipe.source().close();
        }
    }

    private Ran pack(String source, byte[] input, OutputStream packed) throws IOException {
        try (OutputStream out = packed) {
            return from.run(GitScript.PACK, List.of(source), new ByteArrayInputStream(input), out);
        }
    }

    /** The header tells how many objects there are; of none, nothing is written. */
    private long receive(String target, InputStream pack) throws IOException {
        byte[] header = pack.readNBytes(HEADER);
        if (header.length < HEADER) {
            return 0; // why there is no pack is told by how the packing ended
        }
        long objects = Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(8));
        if (objects == 0) {
            drain(pack);
            return 0;
        }
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(header), pack);
        String how = objects < FEW ? "few" : "many";
        Ran ran = to.run(GitScript.RECEIVE, List.of(target, how), whole, OutputStream.nullOutputStream());
        if (ran.exit() != 0) {
            pack.close(); // so that the packing does not wait for a reader
            throw to.failed(GitScript.RECEIVE, ran);
        }
        return objects;
    }

    private static void drain(InputStream pack) throws IOException {
        pack.transferTo(OutputStream.nullOutputStream());
    }

    private void ended(FutureTask<Ran> packing) {
        try {
            Ran ran = packing.get();
            if (ran.exit() != 0) {
                throw from.failed(GitScript.PACK, ran);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw broken(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof Failure failure ? failure : broken(e.getCause() == null ? e : e.getCause());
        }
    }

    private static Failure broken(Throwable seen) {
        return new Failure(
                FailureCategory.RETRYABLE,
                "bring git objects",
                String.valueOf(seen.getMessage()),
                "Start again; what came is used.",
                seen);
    }
}
