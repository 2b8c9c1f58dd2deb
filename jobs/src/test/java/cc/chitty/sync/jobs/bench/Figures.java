package cc.chitty.sync.jobs.bench;

import java.util.Arrays;
import java.util.Locale;

/** Prints a table: what is measured, what is asked for, what it is. */
final class Figures {

    private Figures() {}

    static void head() {
        row("figure", "asked", "measured");
    }

    static void row(String figure, String asked, String measured) {
        System.out.printf(Locale.ROOT, "| %-58s | %-9s | %s%n", figure, asked, measured);
        System.out.flush();
    }

    /** Of milliseconds: their median and their 99th percentile, or the largest where they are few. */
    static String times(double[] milliseconds) {
        double[] sorted = milliseconds.clone();
        Arrays.sort(sorted);
        double worst = sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.99) - 1)];
        return text(median(sorted)) + " (" + (sorted.length < 100 ? "worst " : "p99 ") + text(worst) + ", n = "
                + sorted.length + ")";
    }

    /** What the processors worked for it, which other programs on the machine do not lengthen. */
    static String cpu(double milliseconds) {
        return milliseconds == 0 ? "" : ", CPU " + text(milliseconds);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String text(double milliseconds) {
        return milliseconds < 1000
                ? String.format(Locale.ROOT, "%.1f ms", milliseconds)
                : String.format(Locale.ROOT, "%.2f s", milliseconds / 1000);
    }
}
