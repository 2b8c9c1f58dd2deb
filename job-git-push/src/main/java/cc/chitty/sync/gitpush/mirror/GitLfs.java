package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The program {@code git lfs} at work in a repository of ours. It never prompts. */
record GitLfs(Path repository) {

    private static final int MOST_SAID = 2_000;

    /** Whether it is there and works in the repository. */
    boolean isInstalled() {
        try {
            run(List.of("version"), new ByteArrayInputStream(new byte[0]), OutputStream.nullOutputStream());
            return true;
        } catch (Failure e) {
            return false; // why it does not work is for the person to see who asks git
        }
    }

    /** Puts a content into its store; returns the pointer. */
    String clean(InputStream content) {
        ByteArrayOutputStream pointer = new ByteArrayOutputStream();
        run(List.of("clean"), content, pointer);
        return pointer.toString(StandardCharsets.UTF_8);
    }

    /** Writes the content of a pointer, which may have to be downloaded. */
    void smudge(String pointer, OutputStream out) {
        run(List.of("smudge"), new ByteArrayInputStream(pointer.getBytes(StandardCharsets.UTF_8)), out);
    }

    /** Uploads what a branch needs and the remote has not. */
    void push(String url, String ref) {
        run(List.of("push", url, ref), new ByteArrayInputStream(new byte[0]), OutputStream.nullOutputStream());
    }

    private void run(List<String> arguments, InputStream in, OutputStream out) {
        List<String> command = new ArrayList<>(List.of("git", "lfs"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(repository.toFile());
        builder.environment().put("GIT_DIR", repository.toString());
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_TRACE"));
        try {
            Process program = builder.start();
            CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> text(program.getErrorStream()));
            CompletableFuture<Void> fed = CompletableFuture.runAsync(() -> feed(in, program));
            program.getInputStream().transferTo(out);
            int code = program.waitFor();
            fed.join();
            if (code != 0) {
                throw failure(arguments.get(0), "it ended with " + code + ": " + said.join(), null);
            }
        } catch (IOException | CompletionException e) {
            throw failure(arguments.get(0), String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(FailureCategory.INTERRUPTED, "run git lfs", "it was stopped", "Start again.", e);
        }
    }

    private static String text(InputStream stream) {
        try {
            byte[] said = stream.readNBytes(MOST_SAID);
            stream.transferTo(OutputStream.nullOutputStream());
            return new String(said, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "it cannot be heard: " + e.getMessage();
        }
    }

    private static void feed(InputStream in, Process program) {
        try (OutputStream to = program.getOutputStream()) {
            in.transferTo(to);
        } catch (IOException e) {
            program.destroy(); // it did not want to hear all of it; its exit code says why
        }
    }

    private static Failure failure(String verb, String seen, @Nullable Exception cause) {
        return new Failure(
                FailureCategory.RETRYABLE,
                "run 'git lfs " + verb + "'",
                seen,
                "See whether 'git lfs' is installed and its server can be reached with git's own credentials.",
                cause);
    }
}
