package cc.chitty.sync.gpusync.category.history;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How entries stand in a file. Bytes are told one a character, so that what is no UTF-8 stays as it is. */
enum HistoryFormat {
    /** zsh, extended or not: {@code : 1700000000:0;make test}; a line break in a command has a backslash before it. */
    ZSH,
    /** bash, with or without times: {@code #1700000000}, then the lines of the command. */
    BASH,
    /** One JSON object a line, with {@code "timestamp"} in milliseconds. */
    JSON,
    /** Lines that each mean something by themselves; none is needed twice. */
    LINES;

    private static final Pattern ZSH_TIME = Pattern.compile("^: (\\d{1,12}):\\d+;");
    private static final Pattern BASH_TIME = Pattern.compile("^#(\\d{9,12})$");
    private static final Pattern JSON_TIME = Pattern.compile("\"timestamp\"\\s*:\\s*(\\d{9,15})");

    static HistoryFormat of(TreePath path) {
        String name = path.name();
        if (name.endsWith("zsh_history")) {
            return ZSH;
        }
        if (name.endsWith("bash_history")) {
            return BASH;
        }
        return name.endsWith(".jsonl") ? JSON : LINES;
    }

    List<HistoryEntry> parse(String text) {
        List<String> lines = lines(text);
        return switch (this) {
            case ZSH -> zsh(lines);
            case BASH -> bash(lines);
            case JSON ->
                lines.stream()
                        .map(line -> new HistoryEntry(time(JSON_TIME, line), line))
                        .toList();
            case LINES -> lines.stream().map(HistoryEntry::untimed).toList();
        };
    }

    /** Each with its end; the last one gets one if it has none. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            lines.add(end < 0 ? text.substring(start) + "\n" : text.substring(start, end + 1));
            start = end < 0 ? text.length() : end + 1;
        }
        return lines;
    }

    private static List<HistoryEntry> zsh(List<String> lines) {
        List<HistoryEntry> entries = new ArrayList<>();
        StringBuilder entry = new StringBuilder();
        for (String line : lines) {
            entry.append(line);
            if (!line.endsWith("\\\n")) {
                entries.add(new HistoryEntry(time(ZSH_TIME, entry), entry.toString()));
                entry.setLength(0);
            }
        }
        if (!entry.isEmpty()) {
            entries.add(new HistoryEntry(time(ZSH_TIME, entry), entry.toString()));
        }
        return entries;
    }

    private static List<HistoryEntry> bash(List<String> lines) {
        List<HistoryEntry> entries = new ArrayList<>();
        StringBuilder entry = new StringBuilder();
        long time = HistoryEntry.UNTOLD;
        for (String line : lines) {
            long begins = time(BASH_TIME, line.substring(0, line.length() - 1));
            boolean complete = begins != HistoryEntry.UNTOLD || time == HistoryEntry.UNTOLD;
            if (complete && !entry.isEmpty()) {
                entries.add(new HistoryEntry(time, entry.toString()));
                entry.setLength(0);
            }
            time = begins != HistoryEntry.UNTOLD ? begins : time;
            entry.append(line);
        }
        if (!entry.isEmpty()) {
            entries.add(new HistoryEntry(time, entry.toString()));
        }
        return entries;
    }

    private static long time(Pattern pattern, CharSequence text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : HistoryEntry.UNTOLD;
    }
}
