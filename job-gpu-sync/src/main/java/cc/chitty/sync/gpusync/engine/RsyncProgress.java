package cc.chitty.sync.gpusync.engine;

import cc.chitty.sync.kernel.run.Progress;
import java.io.OutputStream;

/** Counts files by what rsync says of its progress: {@code (xfr#12, to-chk=3/20)}. */
final class RsyncProgress extends OutputStream {

    private final Progress progress;
    private final long total;
    private final StringBuilder line = new StringBuilder();
    private long told;

    RsyncProgress(Progress progress, long total) {
        this.progress = progress;
        this.total = total;
    }

    @Override
    public void write(int one) {
        if (one == '\r' || one == '\n') {
            take();
            line.setLength(0);
        } else {
            line.append((char) one);
        }
    }

    private void take() {
        int mark = line.indexOf("xfr#");
        long files = 0;
        for (int i = mark + 4; mark >= 0 && i < line.length() && Character.isDigit(line.charAt(i)); i++) {
            files = files * 10 + line.charAt(i) - '0';
        }
        tell(Math.min(files, total));
    }

    private void tell(long files) {
        if (files > told) {
            progress.advance(files - told);
            told = files;
        }
    }

    /** All are done, or left out. */
    void end() {
        tell(total);
    }
}
