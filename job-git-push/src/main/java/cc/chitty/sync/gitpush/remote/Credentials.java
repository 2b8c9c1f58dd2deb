package cc.chitty.sync.gitpush.remote;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;

/**
 * Where the token for HTTP comes from, in this order: a file that only its owner can read, a variable of the environment,
 * git's own credential helper. Asked for anew in every run and kept nowhere.
 *
 * @param user that goes with a token of file or variable; for GitHub any word will do
 * @param helper whether to ask {@code git credential fill}
 */
public record Credentials(
        String user, @Nullable Path file, String variable, boolean helper, Map<String, String> environment) {

    private static final Set<PosixFilePermission> PRIVATE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final int HELPER_SECONDS = 20;

    public Credentials {
        environment = Map.copyOf(environment);
    }

    /** The credentials for an address; null where there are none, which is enough for a public one. */
    @Nullable UsernamePasswordCredentialsProvider of(RemoteAddress address) {
        String token = file == null ? environment.getOrDefault(variable, "").strip() : read(file);
        if (!token.isEmpty()) {
            return new UsernamePasswordCredentialsProvider(user, token);
        }
        return helper ? filled(address) : null;
    }

    private static String read(Path file) {
        requirePrivate(file);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw StorageFailure.of("read the token in", file, e);
        }
    }

    /** Refuses a file of secrets that others can read, as ssh does. */
    static void requirePrivate(Path file) {
        try {
            if (!PRIVATE.containsAll(Files.getPosixFilePermissions(file))) {
                throw new Failure(
                        FailureCategory.USAGE,
                        "use " + file,
                        "others can read it",
                        "Run 'chmod 600 " + file + "'; if others may have read it, make a new one.");
            }
        } catch (NoSuchFileException e) {
            throw new Failure(
                    FailureCategory.NOT_SET_UP, "use " + file, "it does not exist", "Make it, with mode 0600.", e);
        } catch (IOException e) {
            throw StorageFailure.of("look at", file, e);
        }
    }

    /** What is asked goes through standard input, never through the argument list. */
    private @Nullable UsernamePasswordCredentialsProvider filled(RemoteAddress address) {
        ProcessBuilder builder = new ProcessBuilder("git", "credential", "fill");
        builder.environment().putAll(environment);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GIT_ASKPASS", "true");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process git = builder.start();
            git.getOutputStream().write(question(address).getBytes(StandardCharsets.UTF_8));
            git.getOutputStream().close();
            if (!git.waitFor(HELPER_SECONDS, TimeUnit.SECONDS)) {
                git.destroyForcibly();
                return null;
            }
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.exitValue() == 0 ? provider(answer) : null;
        } catch (IOException e) {
            return null; // there is no git on this machine, and so no helper of it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static String question(RemoteAddress address) {
        int port = address.uri().getPort();
        String path = String.valueOf(address.uri().getPath());
        return "protocol=" + address.uri().getScheme() + "\nhost="
                + address.uri().getHost() + (port > 0 ? ":" + port : "") + "\npath="
                + (path.startsWith("/") ? path.substring(1) : path) + "\n\n";
    }

    private static @Nullable UsernamePasswordCredentialsProvider provider(String answer) {
        Map<String, String> values = new HashMap<>();
        answer.lines().filter(line -> line.contains("=")).forEach(line -> {
            int equals = line.indexOf('=');
            values.put(line.substring(0, equals), line.substring(equals + 1));
        });
        String password = values.getOrDefault("password", "");
        return password.isEmpty()
                ? null
                : new UsernamePasswordCredentialsProvider(values.getOrDefault("username", ""), password);
    }
}
