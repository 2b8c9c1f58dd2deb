package cc.chitty.sync.kernel.secret;

/**
 * Takes secrets out of text before it leaves the machine (a push, a transfer, a log). Must be fast on lines of megabytes, must give the same
 * result for the same text on every device, and must leave its own result as it is.
 */
@FunctionalInterface
public interface SecretFilter {

    /** Lets everything through; for what never leaves the machine. */
    SecretFilter NONE = Redaction::unchanged;

    Redaction redact(String text);
}
