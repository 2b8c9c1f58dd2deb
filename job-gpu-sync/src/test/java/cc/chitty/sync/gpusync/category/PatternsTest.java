package cc.chitty.sync.gpusync.category;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.junit.jupiter.api.Test;

final class PatternsTest {

    private static final List<String> NAMES = List.of("a", "b", "ab", ".a", "a b", "a!", "ä", "a#");
    private static final List<String> PARTS =
            List.of("a", "b", "ab", ".a", "a b", "a!", "ä", "*", "**", "a*", "*b", "?", "[ab]", "[!a]", "\\a", "a\\*");

    @Test
    void saysOfEveryPathWhatAllRulesInTheirOrderSay() {
        long seed = Long.getLong("chittysync.test.seed", System.nanoTime());
        Random random = new Random(seed);
        int matched = 0;
        for (int round = 0; round < 2_000; round++) {
            List<String> lines = Stream.generate(() -> pattern(random))
                    .filter(it -> !new FastIgnoreRule(it).isEmpty())
                    .limit(1 + random.nextInt(12))
                    .toList();
            IgnoreNode all = new IgnoreNode(
                    new ArrayList<>(lines.stream().map(FastIgnoreRule::new).toList()));
            Patterns patterns = Patterns.of(lines);
            for (int i = 0; i < 50; i++) {
                String path = some(random, NAMES, 1 + random.nextInt(4));
                boolean directory = random.nextBoolean();
                Optional<Boolean> expected = Optional.ofNullable(all.checkIgnored(path, directory));
                matched += expected.isPresent() ? 1 : 0;
                assertThat(patterns.verdict(new TreePath(path), directory))
                        .as("seed %d: %s, directory %s, of %s", seed, path, directory, lines)
                        .isEqualTo(expected);
            }
        }
        assertThat(matched).as("seed %d: paths that matched", seed).isGreaterThan(10_000);
    }

    @Test
    void readsAFileOfPatternsAsGitDoes() {
        Patterns patterns = Patterns.parse("# a comment\n\n/build/\n*.log\n!kept.log\n\\#name\n"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(Stream.of("build", "a/build", "x.log", "a/kept.log", "#name", "name")
                        .map(it -> it + " "
                                + patterns.verdict(new TreePath(it), it.endsWith("build"))
                                        .orElse(null)))
                .containsExactly(
                        "build true", "a/build null", "x.log true", "a/kept.log false", "#name true", "name null");
    }

    @Test
    void aDirectoryIsMatchedByAPatternOfItsOwnWhateverItsName() {
        for (String name :
                List.of("m", "a/b", "!m", "#m", "m ", " m", "*", "a[b]c", "[ab]", "?", "a\\b", "\\", "**/x", "a]")) {
            Patterns patterns = Patterns.of(Patterns.directory(new TreePath(name)));
            assertThat(patterns.contain(new TreePath(name), true)).as(name).isTrue();
            assertThat(patterns.contain(new TreePath(name + "/below"), false))
                    .as(name)
                    .isTrue();
            for (String other : List.of("x", "b", "z/m", "z/a/b", "abc", "acc")) {
                assertThat(patterns.contain(new TreePath(other), true))
                        .as(name + " and " + other)
                        .isFalse();
            }
        }
    }

    private static String pattern(Random random) {
        return (random.nextInt(4) == 0 ? "!" : "")
                + (random.nextInt(4) == 0 ? "/" : "")
                + some(random, PARTS, 1 + random.nextInt(3))
                + (random.nextInt(4) == 0 ? "/" : "");
    }

    private static String some(Random random, List<String> names, int count) {
        return Stream.generate(() -> names.get(random.nextInt(names.size())))
                .limit(count)
                .collect(Collectors.joining("/"));
    }
}
