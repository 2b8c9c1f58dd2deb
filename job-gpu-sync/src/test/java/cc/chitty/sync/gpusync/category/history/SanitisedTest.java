package cc.chitty.sync.gpusync.category.history;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.secret.SecretRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SanitisedTest {

    private static final String TOKEN = "ghp_" + "Zx9Kq2Lm7Rt4Wv8Yb3Nc6Pd1Sf5Gh0Jk2Qa7";
    private final Sanitised sanitised = new Sanitised(SecretRules.ofHistories());

    @Test
    void a_secret_goes_and_the_rest_of_its_command_stays() throws IOException {
        String text = ": 100:0;export GITHUB_TOKEN=" + TOKEN + "\n: 200:0;ls é\n";
        String left = of(".zsh_history", text);
        assertThat(left)
                .doesNotContain(TOKEN)
                .startsWith(": 100:0;export GITHUB_TOKEN=[REDACTED:")
                .endsWith("ls é\n");
        assertThat(of(".zsh_history", left)).isEqualTo(left);
    }

    @Test
    void a_private_key_over_several_entries_goes_as_a_whole() throws IOException {
        String text = """
            cat > key
            -----BEGIN OPENSSH PRIVATE KEY-----
            b3BlbnNzaC1rZXk
            AAAAC3Nz
            -----END OPENSSH PRIVATE KEY-----
            ls
            """;
        assertThat(of(".bash_history", text)).isEqualTo("cat > key\n[REDACTED:private-key]\nls\n");
    }

    @Test
    void a_command_that_only_names_a_key_takes_nothing_with_it() throws IOException {
        String rest = ": 2:0;ls\n: 3:0;make test\n".repeat(10);
        assertThat(of(".zsh_history", ": 1:0;grep -r -- '-----BEGIN RSA PRIVATE KEY-----' .\n" + rest))
                .isEqualTo("[REDACTED:private-key]\n" + rest);
    }

    @Test
    void a_key_without_its_last_line_goes_as_far_as_it_can_be_told() throws IOException {
        String line = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAAB";
        assertThat(of(".bash_history", "-----BEGIN RSA PRIVATE KEY-----\n" + line + "\n" + line + "\nls -l\n"))
                .isEqualTo("[REDACTED:private-key]\nls -l\n");
    }

    @Test
    void an_object_stays_one_and_the_next_stays_too() throws IOException {
        String key = "-----BEGIN RSA PRIVATE KEY-----\\nMIIB";
        String next = "{\"display\":\"next \\\\ one\",\"timestamp\":1700000000001}\n";
        String left = of(
                ".claude/history.jsonl",
                "{\"display\":\"is \\\"password=\\\"Tr0ub4dor\\\" and " + key + "\",\"timestamp\":1700000000000}\n"
                        + next);
        assertThat(left).endsWith("\",\"timestamp\":1700000000000}\n" + next).doesNotContain("Tr0ub4dor", "MIIB");
        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(left.lines().toList().get(0))
                        .get("display")
                        .asString())
                .startsWith("is \"password=\"[REDACTED:")
                .endsWith("and [REDACTED:private-key]");
        assertThat(of(".claude/history.jsonl", left)).isEqualTo(left);
    }

    @Test
    void a_key_of_ssh2_and_of_gpg_goes_as_a_whole_too() throws IOException {
        String text = """
            cat > key
            ---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----
            Comment: "rsa"
            b3BlbnNzaC1rZXk
            ---- END SSH2 ENCRYPTED PRIVATE KEY ----
            gpg --import <<END
            -----BEGIN PGP PRIVATE KEY BLOCK-----

            b3BlbnNzaC1rZXk
            -----END PGP PRIVATE KEY BLOCK-----
            ls
            """;
        assertThat(of(".bash_history", text))
                .isEqualTo("cat > key\n[REDACTED:private-key]\ngpg --import <<END\n[REDACTED:private-key]\nls\n");
    }

    @Test
    void a_password_in_an_object_in_a_prompt_goes_and_the_line_stays_an_object() throws IOException {
        JsonMapper mapper = JsonMapper.builder().build();
        for (String prompt : List.of(
                "curl -d '{\"password\":\"Tr0ub4dor\",\"a\":\"b\"}' host",
                "curl -d \"{\\\"password\\\":\\\"Tr0ub4dor\\\"}\" host",
                "os.environ[\"API_KEY\"]=\"Tr0ub4dor\"",
                "run DB_PASS=Tr0ub4dor\\ make",
                "psql -c \"ALTER ROLE kim PASSWORD 'Tr0ub4dor'\"",
                "zip -P Tr0ub4dor a.zip \\",
                "echo \"root:Tr0ub4dor\" | chpasswd",
                "DB_PASS=Tr0ub4dor")) {
            String line = mapper.writeValueAsString(Map.of("display", prompt, "timestamp", 1700000000000L)) + "\n";
            String left = of(".claude/history.jsonl", line);
            assertThat(left).as(prompt).doesNotContain("Tr0ub4dor").endsWith("}\n");
            assertThat(mapper.readTree(left).get("timestamp").asLong()).isEqualTo(1700000000000L);
            assertThat(mapper.readTree(left).get("display").asString())
                    .as(prompt)
                    .startsWith(prompt.substring(0, 5))
                    .contains("[REDACTED:");
            assertThat(of(".claude/history.jsonl", left)).isEqualTo(left);
        }
    }

    @Test
    void of_a_line_that_was_cut_or_is_no_object_the_secret_goes_too() throws IOException {
        String cut = """
            {"display":"make"}
            {"display":"run DB_PASS=Tr0ub4dor
            DB_PASS=Tr0ub4dor make
            """;
        assertThat(of(".claude/history.jsonl", cut)).isEqualTo("""
            {"display":"make"}
            {"display":"run DB_PASS=[REDACTED:password-variable]
            DB_PASS=[REDACTED:password-variable] make
            """);
        String escaped = "{\"display\":\"run DB_PASS=Tr0ub4dor\\\"\n";
        assertThat(of(".claude/history.jsonl", escaped))
                .doesNotContain("Tr0ub4dor")
                .startsWith("{\"display\":\"run DB_PASS=");
    }

    @Test
    void an_object_is_taken_string_by_string() throws IOException {
        String line =
                "{\"display\":\"token\",\"password\":\"none of a shell\",\"echo\":\"| sudo -S\",\"timestamp\":1}\n";
        assertThat(of(".claude/history.jsonl", line)).isEqualTo(line);
    }

    @Test
    void what_has_no_secret_is_the_same_byte_for_byte() throws IOException {
        byte[] bytes = {':', ' ', '1', ':', '0', ';', (byte) 0x83, (byte) 0xa0, (byte) 0xff, '\n'};
        assertThat(sanitised
                        .of(new TreePath(".zsh_history"), new ByteArrayInputStream(bytes))
                        .readAllBytes())
                .isEqualTo(bytes);
    }

    @Test
    void joining_what_is_sanitised_is_sanitised() throws IOException {
        String ours = of(".zsh_history", ": 100:0;a " + TOKEN + "\n: 300:0;c\n");
        String theirs = of(".zsh_history", ": 200:0;b " + TOKEN + "\n");
        byte[] joined = HistoryJoin.join(new TreePath(".zsh_history"), bytes(ours), bytes(theirs))
                .orElseThrow();
        String text = new String(joined, StandardCharsets.UTF_8);
        assertThat(of(".zsh_history", text)).isEqualTo(text);
        assertThat(text.lines()).hasSize(3);
    }

    private String of(String name, String text) throws IOException {
        byte[] left = sanitised
                .of(new TreePath(name), new ByteArrayInputStream(bytes(text)))
                .readAllBytes();
        return new String(left, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
