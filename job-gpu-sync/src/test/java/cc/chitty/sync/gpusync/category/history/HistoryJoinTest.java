package cc.chitty.sync.gpusync.category.history;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistoryJoinTest {

    private static final long SEED = 20261127;

    @Test
    void entries_with_times_are_joined_in_the_order_of_their_times() {
        String ours = ": 100:0;make\n: 300:2;git push\n";
        String theirs = ": 100:0;make\n: 200:0;nvidia-smi\n";
        assertThat(joined(".zsh_history", ours, theirs))
                .isEqualTo(": 100:0;make\n: 200:0;nvidia-smi\n: 300:2;git push\n");
    }

    @Test
    void a_command_of_several_lines_stays_together() {
        String ours = ": 100:0;for i in a b\\\ndo echo $i\\\ndone\n: 300:0;ls\n";
        String theirs = ": 200:0;cat <<X\\\n: 150:0;not a time\\\nX\n";
        assertThat(joined(".zsh_history", ours, theirs))
                .isEqualTo(ours.replace(": 300:0;ls\n", "") + theirs + ": 300:0;ls\n");
    }

    @Test
    void the_times_of_bash_stand_before_the_commands() {
        String ours = "old\n#1700000100\nmake\n#1700000300\nfor i in a; do\necho $i\ndone\n";
        String theirs = "#1700000200\nls\n";
        assertThat(joined(".bash_history", ours, theirs))
                .isEqualTo("old\n#1700000100\nmake\n#1700000200\nls\n#1700000300\nfor i in a; do\necho $i\ndone\n");
    }

    @Test
    void without_times_what_both_begin_with_comes_first() {
        assertThat(joined(".bash_history", "a\nb\nc\n", "a\nb\nd\n")).isEqualTo("a\nb\nc\nd\n");
        assertThat(joined(".bash_history", "a\nb\n", "a\nb\nd\n")).isEqualTo("a\nb\nd\n");
    }

    @Test
    void prompts_are_joined_by_their_timestamps() {
        String ours = "{\"display\":\"a\",\"timestamp\":1788256800000}\n";
        String theirs = "{\"display\":\"b\",\"timestamp\":1788256700000}";
        assertThat(joined(".claude/history.jsonl", ours, theirs)).isEqualTo(theirs + "\n" + ours);
    }

    @Test
    void bytes_that_are_no_text_stay_as_they_are() {
        byte[] ours = {':', ' ', '1', ':', '0', ';', (byte) 0x83, (byte) 0xa0, (byte) 0xff, '\n'};
        byte[] theirs = ": 2:0;ls\n".getBytes(StandardCharsets.UTF_8);
        byte[] joined =
                HistoryJoin.join(new TreePath(".zsh_history"), ours, theirs).orElseThrow();
        assertThat(java.util.Arrays.copyOf(joined, ours.length)).isEqualTo(ours);
    }

    @ParameterizedTest
    @EnumSource(HistoryFormat.class)
    void both_are_in_it_from_either_side_and_joining_again_changes_nothing(HistoryFormat format) {
        String name = name(format);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 400; round++) {
            List<String> common = entries(format, random, 4);
            String ours = text(common, entries(format, random, 5));
            String theirs = text(common, entries(format, random, 5));
            String joined = joined(name, ours, theirs);
            String seen = "seed " + SEED + ", round " + round;
            assertThat(joined(name, theirs, ours)).as(seen).isEqualTo(joined);
            assertThat(joined(name, joined, ours)).as(seen).isEqualTo(joined);
            assertThat(joined(name, theirs, joined)).as(seen).isEqualTo(joined);
            assertThat(counts(format, joined)).as(seen).isEqualTo(most(counts(format, ours), counts(format, theirs)));
        }
    }

    private static String name(HistoryFormat format) {
        return switch (format) {
            case ZSH -> ".zsh_history";
            case BASH -> ".bash_history";
            case JSON -> "h.jsonl";
            case LINES -> "known_hosts";
        };
    }

    private static List<String> entries(HistoryFormat format, SplittableRandom random, int most) {
        List<String> entries = new ArrayList<>();
        for (int i = random.nextInt(most); i > 0; i--) {
            int time = 1_700_000_000 + random.nextInt(4);
            String command = List.of("ls", "make", "cd").get(random.nextInt(3));
            boolean timed = random.nextInt(4) > 0;
            entries.add(
                    switch (format) {
                        case ZSH ->
                            (timed ? ": " + time + ":0;" : "") + command + (random.nextBoolean() ? "\n" : "\\\nmore\n");
                        case BASH -> (timed ? "#" + time + "\n" : "") + command + "\n";
                        case JSON ->
                            "{\"display\":\"" + command + "\"" + (timed ? ",\"timestamp\":" + time : "") + "}\n";
                        case LINES -> command + " ssh-ed25519 AAAA\n";
                    });
        }
        return entries;
    }

    private static String text(List<String> common, List<String> own) {
        return String.join("", common) + String.join("", own);
    }

    private static Map<HistoryEntry, Integer> counts(HistoryFormat format, String text) {
        Map<HistoryEntry, Integer> counts = new HashMap<>();
        format.parse(text).forEach(entry -> counts.merge(entry, 1, Integer::sum));
        return counts;
    }

    private static Map<HistoryEntry, Integer> most(Map<HistoryEntry, Integer> one, Map<HistoryEntry, Integer> other) {
        Map<HistoryEntry, Integer> most = new HashMap<>(one);
        other.forEach((entry, count) -> most.merge(entry, count, Math::max));
        return most;
    }

    private static String joined(String name, String ours, String theirs) {
        byte[] joined = HistoryJoin.join(
                        new TreePath(name),
                        ours.getBytes(StandardCharsets.ISO_8859_1),
                        theirs.getBytes(StandardCharsets.ISO_8859_1))
                .orElseThrow();
        return new String(joined, StandardCharsets.ISO_8859_1);
    }
}
