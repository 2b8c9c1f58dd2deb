package cc.chitty.sync.kernel.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Draws over one terminal line with a carriage return; never longer than the terminal is wide, or the line would break. */
final class ProgressLine implements Progress {

    private final PrintStream terminal;
    private final int columns;
    private final long pause;
    private final LongSupplier nanos;

    private String step = "";
    private long total = -1;
    private long done;
    private long drawnAt;
    private int drawn;

    ProgressLine(PrintStream terminal, int columns, Duration pause, LongSupplier nanos) {
        this.terminal = terminal;
        this.columns = Math.max(columns, 2);
        this.pause = pause.toNanos();
        this.nanos = nanos;
    }

    @Override
    public synchronized Progress step(String name) {
        step = name;
        total = -1;
        done = 0;
        draw();
        return this;
    }

    @Override
    public synchronized Progress of(long count) {
        total = count;
        draw();
        return this;
    }

    @Override
    public synchronized void advance(long more) {
        done += more;
        if (done == total || nanos.getAsLong() - drawnAt >= pause) {
            draw();
        }
    }

    @Override
    public synchronized void end() {
        if (drawn > 0) {
            show("");
            terminal.print('\r');
            terminal.flush();
            drawn = 0;
        }
    }

    private void draw() {
        drawnAt = nanos.getAsLong();
        show(total < 0 ? step + " " + done : step + " " + done + "/" + total);
    }

    /** Blanks wipe the rest of a longer line; the last column stays free, as some terminals break the line there. */
    private void show(String text) {
        String line = text.substring(0, Math.min(text.length(), columns - 1));
        terminal.print('\r' + line + " ".repeat(Math.max(0, drawn - line.length())));
        terminal.flush();
        drawn = line.length();
    }
}
