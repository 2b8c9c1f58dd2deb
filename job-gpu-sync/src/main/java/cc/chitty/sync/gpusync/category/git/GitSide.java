package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.RemotePrograms;
import cc.chitty.sync.gpusync.peer.RemotePrograms.Ran;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Git on one side.
 *
 * @param device what its refs are called on the other side
 * @param git the program there
 * @param quiet how long a command may say nothing
 * @param caseMatters whether {@code A} and {@code a} are two names there; a ref may be a file
 */
public record GitSide(
        Side side, String device, RemotePrograms programs, String git, Duration quiet, boolean caseMatters) {

    private static final String PROGRAM = "git";

    /**
     * Of a connected side.
     *
     * @param device its name, of which letters, digits and hyphens are taken
     * @throws Failure NOT_SET_UP if it runs no programs or has no git
     */
    public static GitSide of(Side side, String device, Endpoint endpoint, Duration quiet) {
        String told = endpoint.facts().tools().get(PROGRAM);
        RemotePrograms programs = endpoint.programs().orElse(null);
        if (told == null || programs == null) {
            throw new Failure(
                    FailureCategory.NOT_SET_UP,
                    "look at the repositories of " + endpoint.facts().name(),
                    "there is no git",
                    "Install git there, or leave the category git out.");
        }
        boolean caseMatters = endpoint.facts().sensitivity().caseMatters();
        return new GitSide(
                side, component(device), programs, told.startsWith("/") ? told : PROGRAM, quiet, caseMatters);
    }

    /** The same of one that is only asked what its repositories have. */
    static GitSide asked(Side side, Endpoint endpoint) {
        return of(side, side.word(), endpoint, Duration.ofMinutes(2));
    }

    /** A part of a ref's name. */
    static String component(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-").replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? "device" : plain;
    }

    /** Runs a script, which must end well. What of its lines is no UTF-8 is told for a person, {@link ExactText#shown}. */
    List<String> lines(GitScript script, List<String> arguments, List<String> input) {
        return ExactText.lines(output(script, arguments, input)).stream()
                .map(ExactText::shown)
                .toList();
    }

    /** The same with lines from which their bytes can be told. */
    List<String> exactLines(GitScript script, List<String> arguments) {
        return ExactText.lines(output(script, arguments, List.of()));
    }

    /** The same of a script that ends with NUL what it writes. */
    List<String> records(GitScript script, List<String> arguments) {
        return records(script, arguments, List.of());
    }

    List<String> records(GitScript script, List<String> arguments, List<String> input) {
        return ExactText.records(output(script, arguments, input));
    }

    private byte[] output(GitScript script, List<String> arguments, List<String> input) {
        String text = input.isEmpty() ? "" : String.join("\n", input) + "\n";
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Ran ran = run(script, arguments, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), output);
        if (ran.exit() != 0) {
            throw failed(script, ran);
        }
        return output.toByteArray();
    }

    /** Runs a script; how it ends is the caller's to judge. */
    Ran run(GitScript script, List<String> arguments, InputStream input, OutputStream output) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script.text(), "sh", git));
        command.addAll(arguments);
        try {
            return programs.run(command, input, output, quiet);
        } catch (IOException e) {
            throw new Failure(
                    FailureCategory.RETRYABLE,
                    "run git " + said(script),
                    String.valueOf(e.getMessage()),
                    "Look at the connection, and start again.",
                    e);
        }
    }

    Failure failed(GitScript script, Ran ran) {
        String words = ran.errors().strip();
        return new Failure(
                FailureCategory.RETRYABLE,
                "run git " + said(script),
                "it ended with " + ran.exit() + (words.isEmpty() ? "" : ": " + words),
                "Look at what git says, and start again.");
    }

    private String said(GitScript script) {
        return script.name().toLowerCase(Locale.ROOT) + " on " + (side == Side.OURS ? "this machine" : "the peer");
    }
}
