package cc.chitty.sync.gitpush.repository;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.GpgSignature;
import org.jspecify.annotations.Nullable;

/**
 * Signs commits with the programs that git itself uses. The key stays with them; nobody is asked for a passphrase.
 *
 * @param key a key's id, or the file of an SSH key; null: commits are not signed
 */
public record Signing(@Nullable String key, Format format) {

    public static final Signing OFF = new Signing(null, Format.OPENPGP);

    private static final int SECONDS = 60;

    /** As in git's {@code gpg.format}. */
    public enum Format {
        OPENPGP,
        SSH
    }

    /**
     * The signature of a commit.
     *
     * @param commit its bytes without one
     * @return null where commits are not signed
     * @throws Failure NOT_SET_UP if the program cannot sign with that key
     */
    public @Nullable GpgSignature of(byte[] commit) {
        String named = key;
        return named == null ? null : new GpgSignature(sign(command(named), commit));
    }

    private List<String> command(String named) {
        return switch (format) {
            case OPENPGP -> List.of("gpg", "--batch", "-bsau", named);
            case SSH -> List.of("ssh-keygen", "-Y", "sign", "-n", "git", "-f", named);
        };
    }

    private static byte[] sign(List<String> command, byte[] commit) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("SSH_ASKPASS", "false");
        builder.environment().put("SSH_ASKPASS_REQUIRE", "force");
        try {
            Process program = builder.start();
            try (OutputStream in = program.getOutputStream()) {
                in.write(commit);
            }
            byte[] signature = program.getInputStream().readAllBytes();
            if (!program.waitFor(SECONDS, TimeUnit.SECONDS)) {
                program.destroyForcibly();
                throw failure(command, "it does not end", null);
            }
            if (program.exitValue() != 0 || !isSignature(signature)) {
                throw failure(command, "it ended with " + program.exitValue(), null);
            }
            return signature;
        } catch (IOException e) {
            throw failure(command, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(
                    FailureCategory.INTERRUPTED, "sign a commit", "it was stopped", "The next run goes on.", e);
        }
    }

    private static boolean isSignature(byte[] text) {
        return new String(text, StandardCharsets.US_ASCII).startsWith("-----BEGIN ");
    }

    private static Failure failure(List<String> command, String seen, @Nullable Exception cause) {
        return new Failure(
                FailureCategory.NOT_SET_UP,
                "sign a commit with " + command.get(0),
                seen,
                "Look at chittysync.git-push.author.signing-key, or leave it out to go without signatures.",
                cause);
    }
}
