package cc.chitty.sync.gpusync.category;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stays where it is unless a setting names it: credentials, private keys, what belongs to running programs. Known by
 * name, and private keys by their content too.
 */
public final class NeverSynced {

    /** How much of a file's beginning is looked through for a private key, in bytes; bundles begin with certificates. */
    public static final int LOOKED_THROUGH = 1 << 20;

    /** So much shows whether a file is text, in bytes. */
    private static final int HEAD = 4096;

    static final Patterns NAMES = Patterns.of(
            // credentials
            ".credentials.json",
            ".claude.json",
            ".claude.json.backup*",
            ".netrc",
            ".git-credentials",
            ".config/git/credentials",
            ".config/hub",
            ".config/glab-cli/config.yml",
            ".pgpass",
            "/.npmrc",
            "/.pypirc",
            ".aws/credentials",
            ".docker/config.json",
            ".kube/config",
            ".config/gh/hosts.yml",
            ".config/gcloud/",
            ".azure/",
            ".databrickscfg",
            ".terraform.d/credentials.tfrc.json",
            ".vault-token",
            ".cargo/credentials",
            ".cargo/credentials.toml",
            ".gem/credentials",
            ".kaggle/kaggle.json",
            ".huggingface/token",
            ".codex/auth.json",
            ".gemini/oauth_creds.json",
            ".config/rclone/rclone.conf",
            ".gnupg/",
            ".password-store/",
            // private keys
            "id_rsa",
            "id_dsa",
            "id_ecdsa",
            "id_ecdsa_sk",
            "id_ed25519",
            "id_ed25519_sk",
            "*.pem",
            "!cacert.pem",
            "*.p12",
            "*.pfx",
            "*.ppk",
            "*.jks",
            "*.keystore",
            "*.kdbx",
            // of running programs: sockets are left out for what they are
            "/.claude/sessions/",
            "/.claude/shell-snapshots/",
            "/.claude/session-env/",
            "/.claude/ide/",
            "/.claude/backups/",
            "S.gpg-agent*",
            // of our own
            ".chittychat/",
            ".chittysync-*");

    private static final String BEGIN = "-----BEGIN ";
    private static final String SIGN = "PRIVATE KEY";

    /** What stands between the words and lines of a key: in a text, or in a string of JSON or a program. */
    private static final String BETWEEN = "(?:\\s|\\\\[nrt]|[\"'+,])*+";

    /** A header anywhere, with what follows it: programs and documents name the header alone. */
    private static final Pattern KEY = Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----" + BETWEEN
            + "(?:[A-Z][A-Za-z-]{1,30}: [^\\n\\\\]{0,200}+" + BETWEEN + ")*+[0-9A-Za-z+/=]{32}");

    private NeverSynced() {}

    /**
     * Whether a file holds a private key: a PEM or OpenSSH header in its own line, or anywhere with a key behind it. Of one that
     * is no text only the beginning is read.
     */
    public static boolean isPrivateKey(InputStream content) throws IOException {
        byte[] head = content.readNBytes(HEAD);
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (head.length == HEAD && text.indexOf('\0') < 0) {
            text += new String(content.readNBytes(LOOKED_THROUGH - HEAD), StandardCharsets.ISO_8859_1);
        }
        return hasKey(text);
    }

    private static boolean hasKey(String text) {
        Matcher key = KEY.matcher(text);
        for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
            int end = text.indexOf('\n', at);
            String line = end < 0 ? text.substring(at) : text.substring(at, end);
            boolean isOwnLine = (at == 0 || text.charAt(at - 1) == '\n') && line.contains(SIGN);
            if (isOwnLine || key.region(at, text.length()).lookingAt()) {
                return true;
            }
        }
        return text.startsWith("PuTTY-User-Key-File-");
    }
}
