package cc.chitty.sync.jobs.install;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.state.DirectoryTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write into settings for people: it stays, whoever changes the file between our coming and going. */
class CommentsOfOthersTest {

    private static final int ROUNDS = 60 * Integer.getInteger("chittysync.test.rounds", 1);

    private static final String COMMENTED = """
            // settings, which I keep
            {
              // my settings
              "theme": "Dark",
              "env": {
                // for the "proxy", not mine
                "PROXY": "1"
              },
              "hooks": {
                // lint after each edit; asked for by Kim
                "PostToolUse": [
                  // do not remove,
                  { "matcher": "edit", "hooks": [{ "type": "command", "command": "lint" }] }
                ], /* the other */ "Stop": [ /* none */ ]
              }
            }
            """;

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void comments_stay_where_the_file_was_changed_in_between(boolean recorded) throws IOException {
        Account account = Account.in(temporary).with(".claude/settings.json", COMMENTED);
        account.install(Account.ALL);
        String edited = Files.readString(account.settings()).replace("Dark", "Light");
        account.with(".claude/settings.json", edited);
        account.install(Account.ALL);
        assertThat(account.settings()).content().isEqualTo(edited);
        if (!recorded) {
            DirectoryTree.delete(account.path(".chittychat/install"));
        }
        account.uninstall();
        assertThat(account.settings()).content().isEqualTo(COMMENTED.replace("Dark", "Light"));
    }

    @Test
    void whatever_is_there_keeps_its_bytes_where_the_file_was_changed_in_between() throws IOException {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        int edited = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Account account = Account.in(temporary);
            Configurations.write(account.path("."), random);
            Map<String, String> expected = account.tree();
            expected.replaceAll((file, text) -> changed(text));
            edited += expected.equals(account.tree()) ? 0 : 1;
            account.install(random.nextBoolean() ? Account.ALL : Account.HOOKS);
            for (String file : expected.keySet()) {
                if (Files.isRegularFile(account.path(file))) {
                    byte[] bytes = Files.readAllBytes(account.path(file));
                    String text = changed(new String(bytes, StandardCharsets.ISO_8859_1));
                    Files.write(account.path(file), text.getBytes(StandardCharsets.ISO_8859_1));
                }
            }
            account.install(random.nextBoolean() ? Account.ALL : Account.HOOKS);
            account.uninstall();
            assertThat(account.tree()).as("seed %d, configuration %d", seed, i).isEqualTo(expected);
        }
        assertThat(edited).as("seed %d", seed).isPositive();
    }

    private static String changed(String text) {
        return text.replaceAll("(\"" + Configurations.EDITED + "\": ?)0", "$11");
    }

    /** A stroke stands for the end of a line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[ OURS ];                      []",
                "[|  OURS|];                    []",
                "[ // a|  OURS|];               [ // a|]",
                "[ // a|  OURS ];               [ // a|   ]",
                "[ /* a */ OURS ];              [ /* a */ ]",
                "[ OURS // a|];                 [ // a|]",
                "[|  OURS, // a|  1|];          [ // a|  1|]",
                "[|  OURS // a, b|  , 1|];      [ // a, b|   1|]",
                "[|  OURS /* , */, 1];          [ /* , */ 1]",
                "[|  // a,|  OURS,|  1|];       [|  // a,|  1|]",
                "[|  // a,|  OURS, 1|];         [|  // a,|   1|]",
                "[|  // a|  OURS /* b */, 1];   [|  // a|   /* b */ 1]",
                "[1, OURS, 2];                  [1, 2]",
                "[1, OURS];                     [1]",
                "[1, // a,|  OURS|];            [1 // a,|]",
                "[1, // a,|  OURS ];            [1 // a,|   ]",
                "[1 /* , */ , /* a */ OURS ];   [1 /* , */  /* a */ ]",
                "[\"//\",|  OURS,|  2|];        [\"//\",|  2|]",
                "[1,|  OURS|  // a|];           [1|  // a|]",
            })
    void one_of_ours_goes_with_one_comma(String text, String left) {
        String ours = "{\"command\": \"x, y\"}";
        byte[] all =
                ("{\"a\": " + text.replace('|', '\n').replace("OURS", ours) + "}").getBytes(StandardCharsets.UTF_8);
        JsonText cleaned = JsonText.parse(all)
                .withoutElements(
                        it -> it.at("a"), element -> element.member("command").isPresent());
        assertThat(new String(cleaned.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\": " + left.replace('|', '\n') + "}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_comment_that_somebody_wrote_among_ours_stays(boolean recorded) throws IOException {
        Account account = Account.in(temporary);
        account.install(Account.HOOKS);
        String text = Files.readString(account.settings());
        account.with(".claude/settings.json", text.replaceFirst("\\{", "{ // mine"));
        String gemini = Files.readString(account.path(".gemini/settings.json"));
        account.with(".gemini/settings.json", gemini.replaceFirst("(\"SessionStart\": \\[)", "$1 // why, here\n"));
        if (!recorded) {
            account.loseState();
        }
        account.uninstall();
        assertThat(account.settings()).content().isEqualTo("{ // mine\n}\n");
        assertThat(account.path(".gemini/settings.json"))
                .content()
                .contains("// why, here\n")
                .doesNotContain("command");
        assertThat(account.path(".codex/hooks.json")).doesNotExist();
    }
}
