package cc.chitty.sync.kernel.owner;

/**
 * Where the output of a command goes.
 *
 * @param out whether standard output is a terminal
 * @param err whether standard error is a terminal
 * @param columns how wide it is; 80 where that is not known
 */
public record Terminal(boolean out, boolean err, int columns) {

    public static final Terminal NONE = new Terminal(false, false, 80);
}
