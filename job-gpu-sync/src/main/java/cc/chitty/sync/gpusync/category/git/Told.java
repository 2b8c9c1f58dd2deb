package cc.chitty.sync.gpusync.category.git;

import java.util.List;

/** A record that a script has written, {@code WORD REST}. */
record Told(String word, String rest) {

    static List<Told> of(List<String> records) {
        return records.stream().filter(it -> !it.isEmpty()).map(Told::of).toList();
    }

    private static Told of(String text) {
        int blank = text.indexOf(' ');
        return blank < 0 ? new Told(text, "") : new Told(text.substring(0, blank), text.substring(blank + 1));
    }
}
