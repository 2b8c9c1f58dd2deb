package cc.chitty.sync.gitpush.repository;

import cc.chitty.sync.kernel.secret.SecretFilter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Looks for secrets in a file's bytes as they come, window by window, each with the end of the one before. One search for one
 * file; not for several threads.
 */
public final class SecretSearch {

    private static final int WINDOW = 1 << 20;
    /** What a secret in two windows may have in the first; a private key has about 3,000. */
    private static final int OVERLAP = 1 << 14;

    private static final int CHUNK = 1 << 16;

    private final SecretFilter secrets;
    private final SortedSet<String> rules = new TreeSet<>();
    private byte[] window = {};
    private int filled;
    private boolean looked = true;

    public SecretSearch(SecretFilter secrets) {
        this.secrets = secrets;
    }

    /** The rules that find something in a file. */
    public static SortedSet<String> in(Path file, SecretFilter secrets) throws IOException {
        SecretSearch search = new SecretSearch(secrets);
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                search.next(chunk, read);
            }
        }
        return search.rules();
    }

    /** The next bytes of the file. */
    public void next(byte[] bytes, int length) {
        int from = 0;
        while (from < length) {
            if (window.length == 0) {
                window = new byte[WINDOW + OVERLAP];
            }
            int taken = Math.min(length - from, window.length - filled);
            System.arraycopy(bytes, from, window, filled, taken);
            from += taken;
            filled += taken;
            looked = false;
            if (filled == window.length) {
                look(window, 0, filled);
                System.arraycopy(window, filled - OVERLAP, window, 0, OVERLAP);
                filled = OVERLAP;
                looked = true;
            }
        }
    }

    /** A whole file that is in memory. */
    public void all(byte[] bytes, int length) {
        for (int from = 0; from < length; from += WINDOW) {
            look(bytes, from, Math.min(WINDOW + OVERLAP, length - from));
        }
    }

    /** The rules that found something in all that came. */
    public SortedSet<String> rules() {
        if (!looked) {
            look(window, 0, filled);
            looked = true;
        }
        return rules;
    }

    /** Taken as Latin first, which is quick: all that a rule goes by is ASCII. Only a find is looked at as UTF-8. */
    private void look(byte[] bytes, int from, int length) {
        if (secrets.redact(new String(bytes, from, length, StandardCharsets.ISO_8859_1))
                .foundSecrets()) {
            rules.addAll(secrets.redact(new String(bytes, from, length, StandardCharsets.UTF_8))
                    .rules());
        }
    }
}
