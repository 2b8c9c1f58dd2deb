package cc.chitty.sync.jobs.command;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the system's programs ({@code crontab}, {@code systemctl}, ...), found as the user's shell finds them. */
public final class Programs {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /**
     * What a program left.
     *
     * @param out standard output, a character for each byte: for who writes it back
     * @param said both outputs as text for a message
     */
    public record Result(int code, String out, String said) {

        /** Standard output as text. */
        public String text() {
            return Programs.text(out.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private Programs() {}

    public static boolean has(String name) {
        for (String directory :
                System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, name))) {
                return true;
            }
        }
        return false;
    }

    public static Result run(List<String> command, byte[] input) {
        try {
            Process process = new ProcessBuilder(command).start();
            CompletableFuture<byte[]> err = CompletableFuture.supplyAsync(() -> drained(process.getErrorStream()));
            CompletableFuture<byte[]> out = CompletableFuture.supplyAsync(() -> drained(process.getInputStream()));
            IOException unread = given(process, input);
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw failure(command, "it did not end within " + LIMIT.toSeconds() + " s", null);
            }
            if (unread != null && process.exitValue() == 0) {
                throw failure(command, "it did not take all that it was given", unread);
            }
            String said = (text(err.join()) + text(out.join())).strip();
            String latin = new String(out.join(), StandardCharsets.ISO_8859_1);
            return new Result(process.exitValue(), latin, said);
        } catch (IOException e) {
            throw failure(command, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(command, "interrupted", e);
        }
    }

    /** Returns what was in the way: a program may end before it has read all; how it ended, and what it said, tells why. */
    private static @Nullable IOException given(Process process, byte[] input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private static byte[] drained(InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Failure failure(List<String> command, String seen, @Nullable Exception cause) {
        String attempted = "run '" + String.join(" ", command) + "'";
        return new Failure(FailureCategory.RETRYABLE, attempted, seen, "Try that command in a terminal.", cause);
    }
}
