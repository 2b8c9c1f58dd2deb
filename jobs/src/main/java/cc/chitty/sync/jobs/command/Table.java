package cc.chitty.sync.jobs.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows in aligned columns. One column gives way where the terminal is too narrow; where nobody looks (a pipe, a file)
 * nothing is cut off.
 */
public final class Table {

    private static final String GAP = "  ";
    private static final int NARROWEST = 12;

    /** Which side the cells of a column keep to. */
    public enum Align {
        LEFT,
        RIGHT
    }

    private record Column(String title, Align align, boolean flexible) {}

    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final Style style;

    public Table(Style style) {
        this.style = style;
    }

    public Table left(String title) {
        columns.add(new Column(title, Align.LEFT, false));
        return this;
    }

    public Table right(String title) {
        columns.add(new Column(title, Align.RIGHT, false));
        return this;
    }

    /** The column that gives way; it keeps to the left. */
    public Table flexible(String title) {
        columns.add(new Column(title, Align.LEFT, true));
        return this;
    }

    public void row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells in " + columns.size() + " columns");
        }
        rows.add(List.of(cells));
    }

    /** The title line and the rows, each a line without trailing blanks. */
    public List<String> lines() {
        int[] widths = widths();
        List<String> lines = new ArrayList<>();
        lines.add(style.dim(line(columns.stream().map(Column::title).toList(), widths)));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int[] widths() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Plain.width(columns.get(i).title());
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], Plain.width(row.get(i)));
            }
        }
        int all = GAP.length() * (widths.length - 1);
        for (int width : widths) {
            all += width;
        }
        for (int i = 0; i < widths.length; i++) {
            if (columns.get(i).flexible() && all > style.columns()) {
                widths[i] = Math.max(NARROWEST, widths[i] - (all - style.columns()));
            }
        }
        return widths;
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = Plain.fit(cells.get(i), widths[i]);
            String blanks = " ".repeat(widths[i] - Plain.width(cell));
            line.append(i == 0 ? "" : GAP);
            line.append(columns.get(i).align() == Align.RIGHT ? blanks + cell : cell + blanks);
        }
        return line.toString().stripTrailing();
    }
}
