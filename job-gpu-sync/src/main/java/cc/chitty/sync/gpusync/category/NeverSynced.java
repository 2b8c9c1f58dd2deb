package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.secret.KeyText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What stays where it is unless a setting names it: credentials, private keys, what belongs to running programs. Known by
 * name, and private keys and tokens of git and of package managers by their content too.
 */
public final class NeverSynced {

    /** How much of a file's beginning is looked through for a private key, in bytes; bundles begin with certificates. */
    public static final int LOOKED_THROUGH = 1 << 20;

    /** So much shows whether a file is text, in bytes. */
    private static final int HEAD = 4096;

    /** At any depth, for homes lie in repositories of dotfiles, too; only what begins with a slash is meant in its root alone. */
    static final Patterns NAMES = Patterns.of(
            // credentials of git, of hosts, of databases
            ".netrc",
            "_netrc",
            ".authinfo",
            ".git-credentials",
            "**/.config/git/credentials",
            "**/.config/hub",
            "**/.config/gh/hosts.yml",
            "**/.config/glab-cli/config.yml",
            ".pgpass",
            ".my.cnf",
            ".mylogin.cnf",
            ".smbcredentials",
            ".msmtprc",
            ".fetchmailrc",
            "**/.subversion/auth/",
            "**/.config/rclone/rclone.conf",
            // of clouds and what runs there
            "**/.aws/credentials",
            "**/.aws/sso/cache/",
            "**/.aws/cli/cache/",
            "**/.config/gcloud/",
            ".boto",
            ".azure/",
            ".s3cfg",
            "**/.oci/config",
            "**/.config/doctl/config.yaml",
            "**/.config/hcloud/cli.toml",
            "**/.fly/config.yml",
            "**/.config/ngrok/ngrok.yml",
            ".databrickscfg",
            "**/.snowflake/connections.toml",
            ".terraformrc",
            "**/.terraform.d/credentials.tfrc.json",
            ".vault-token",
            ".dockercfg",
            "**/.docker/config.json",
            "**/.config/containers/auth.json",
            "**/.kube/config",
            // of package managers: of others see PackageSettings
            "/.npmrc",
            "/.npm-global/etc/npmrc",
            "/.pypirc",
            "**/.cargo/credentials",
            "**/.cargo/credentials.toml",
            "**/.gem/credentials",
            "**/.composer/auth.json",
            "**/.config/composer/auth.json",
            // of models and agents
            ".credentials.json",
            ".claude.json",
            ".claude.json.backup*",
            "**/.codex/auth.json",
            "**/.gemini/oauth_creds.json",
            "**/.qwen/oauth_creds.json",
            "**/.local/share/opencode/auth.json",
            "**/.config/github-copilot/",
            "**/.kaggle/kaggle.json",
            "**/.huggingface/token",
            "**/.cache/huggingface/token",
            "**/.cache/huggingface/stored_tokens",
            // stores of secrets
            ".gnupg/",
            ".password-store/",
            "**/.config/op/",
            "**/.local/share/keyrings/",
            // private keys
            "**/.config/sops/age/keys.txt",
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

    /** Histories of shells and prompts, unless their secrets are taken out. */
    private static final Patterns HISTORIES = Patterns.of(".*_history", "fish_history", ".lesshst");

    /** Byte order marks of UTF-16, and of UTF-8 as told one character a byte. */
    private static final List<String> MARKS = List.of("\ufeff", "\u00ef\u00bb\u00bf");

    private NeverSynced() {}

    /** Whether a file or directory is known by its name; one of the directories it is in may be, too. */
    static boolean isNamed(TreePath path, boolean directory, FileRules rules) {
        return NAMES.verdict(path, directory).orElse(false) || (!directory && isHistory(path, rules));
    }

    private static boolean isHistory(TreePath path, FileRules rules) {
        return HISTORIES.verdict(path, false).orElse(false) && !rules.of(path).sanitised();
    }

    /**
     * Whether a file holds a private key, as {@link KeyText} has it, or is the configuration of git, or the settings of a package
     * manager, with a token or password. Of one that is no text only the beginning is read.
     */
    public static boolean isSecret(TreePath path, InputStream content) throws IOException {
        String text = beginning(content);
        return KeyText.isIn(text)
                || (PackageSettings.NAMES.contains(path.name()) && PackageSettings.haveSecret(text))
                || (MavenSettings.NAMES.contains(path.name()) && MavenSettings.haveSecret(text))
                || GitConfiguration.hasSecret(path, text);
    }

    private static String beginning(InputStream content) throws IOException {
        byte[] head = content.readNBytes(HEAD);
        Charset charset = charset(head);
        String text = new String(head, charset);
        if (head.length == HEAD && text.indexOf('\0') < 0) {
            text += new String(content.readNBytes(LOOKED_THROUGH - HEAD), charset);
        }
        for (String mark : MARKS) {
            if (text.startsWith(mark)) {
                return text.substring(mark.length());
            }
        }
        return text;
    }

    /** UTF-16 says so with its first two bytes; all else is told one character a byte. */
    private static Charset charset(byte[] head) {
        int mark = head.length < 2 ? 0 : ((head[0] & 0xff) << 8) | (head[1] & 0xff);
        return switch (mark) {
            case 0xfeff -> StandardCharsets.UTF_16BE;
            case 0xfffe -> StandardCharsets.UTF_16LE;
            default -> StandardCharsets.ISO_8859_1;
        };
    }
}
