package cc.chitty.sync.jobs.command;

import picocli.CommandLine.Help.Ansi;

/**
 * How output looks where it goes.
 *
 * @param columns how wide a line may be; where nobody looks there is no limit
 */
public record Style(boolean colours, int columns) {

    static Style of(Invocation invocation) {
        boolean terminal = invocation.terminal().out();
        return new Style(
                invocation.colours(),
                terminal ? Math.max(40, invocation.terminal().columns()) : Integer.MAX_VALUE);
    }

    public String bold(String text) {
        return in(text, Ansi.Style.bold);
    }

    public String dim(String text) {
        return in(text, Ansi.Style.faint);
    }

    public String green(String text) {
        return in(text, Ansi.Style.fg_green);
    }

    public String yellow(String text) {
        return in(text, Ansi.Style.fg_yellow);
    }

    public String red(String text) {
        return in(text, Ansi.Style.fg_red);
    }

    /** Ended by a reset: what ends bold alone (SGR 21) begins a double underline on many terminals. */
    private String in(String text, Ansi.Style style) {
        return colours && !text.isEmpty() ? style.on() + text + Ansi.Style.reset.on() : text;
    }
}
