package cc.chitty.sync.jobs.install;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys that a TOML text defines, as far as one has to know before adding a table. Lines of a text of several lines are taken for
 * keys, too: at worst a table is thought to be there.
 */
final class TomlKeys {

    private static final Pattern TABLE = Pattern.compile("\\s*(\\[\\[?)([^\\[\\]]+)]]?\\s*(?:#.*)?");
    private static final String NAME = "\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[A-Za-z0-9_-]+)\\s*";
    private static final Pattern KEY = Pattern.compile("(" + NAME + "(?:\\." + NAME + ")*)=.*", Pattern.DOTALL);
    private static final Pattern PART = Pattern.compile(NAME);

    private TomlKeys() {}

    /** Whether {@code [table.name]} cannot be added: it is there in one of its forms, or its parent is closed. */
    static boolean preventTable(String text, String table, String name) {
        List<String> wanted = List.of(table, name);
        List<String> current = List.of();
        for (String line : text.split("\n", -1)) {
            Matcher header = TABLE.matcher(line);
            Matcher key = KEY.matcher(line);
            boolean closes = false;
            List<String> path = List.of();
            if (header.matches()) {
                current = parts(header.group(2));
                path = current;
                closes = header.group(1).length() > 1;
            } else if (key.matches()) {
                path = new ArrayList<>(current);
                path.addAll(parts(key.group(1)));
                closes = true;
            }
            boolean isIt = path.size() >= 2 && path.subList(0, 2).equals(wanted);
            if (isIt || (closes && path.equals(List.of(table)))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> parts(String dotted) {
        return PART.matcher(dotted)
                .results()
                .map(part -> part.group(1).replaceAll("^[\"']|[\"']$", ""))
                .toList();
    }
}
