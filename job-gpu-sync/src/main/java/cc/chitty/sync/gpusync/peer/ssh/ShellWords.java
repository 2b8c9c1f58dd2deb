package cc.chitty.sync.gpusync.peer.ssh;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Quotes words for a shell at the other end, which may be any of {@code sh}, {@code bash}, {@code zsh} and {@code fish}: everything
 * in single quotes but single quotes and backslashes, which stand outside with a backslash.
 */
final class ShellWords {

    private ShellWords() {}

    static String quote(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("no program takes a NUL");
        }
        StringBuilder quoted = new StringBuilder(word.length() + 2);
        boolean open = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean outside = c == '\'' || c == '\\';
            if (open == outside) {
                quoted.append('\'');
                open = !open;
            }
            quoted.append(outside ? "\\" : "").append(c);
        }
        return quoted.append(open ? "'" : word.isEmpty() ? "''" : "").toString();
    }

    static String line(List<String> words) {
        return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
    }
}
