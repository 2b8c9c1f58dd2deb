package cc.chitty.sync.kernel.secret;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.secret.PlantedSecrets.Planted;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SecretRulesTest {

    private static final long SEED = 20_261_120L;
    private static final int ROUNDS = 20 * Integer.getInteger("chittysync.test.rounds", 1);
    private static final SecretRules RULES = SecretRules.standard();

    @Test
    void every_rule_has_a_test_value_and_every_test_value_a_rule() {
        assertThat(PlantedSecrets.byRule().keySet())
                .containsExactlyInAnyOrderElementsOf(SecretRules.standardRules().stream()
                        .map(SecretRule::name)
                        .toList());
    }

    @Test
    void every_rule_takes_its_secret_out_of_what_is_around_it() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (Map.Entry<String, Function<SplittableRandom, Planted>> rule :
                PlantedSecrets.byRule().entrySet()) {
            for (int i = 0; i < ROUNDS; i++) {
                Planted planted = rule.getValue().apply(random);
                Redaction redaction = RULES.redact("Fix the job: " + planted.text() + " is in the way");
                assertThat(redaction.text())
                        .as("seed %d, rule %s", SEED, rule.getKey())
                        .doesNotContain(planted.secret())
                        .startsWith("Fix the job: ")
                        .endsWith(" is in the way")
                        .contains("[REDACTED:" + rule.getKey());
                assertThat(redaction.rules()).as(rule.getKey()).contains(rule.getKey());
            }
        }
    }

    @Test
    void what_was_redacted_stays_as_it_is() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Function<SplittableRandom, Planted>> all =
                List.copyOf(PlantedSecrets.byRule().values());
        for (int i = 0; i < 20 * ROUNDS; i++) {
            StringBuilder text = new StringBuilder();
            for (int part = random.nextInt(1, 5); part > 0; part--) {
                text.append(all.get(random.nextInt(all.size())).apply(random).text());
                text.append(random.nextBoolean() ? " " : ":");
            }
            String once = RULES.redact(text.toString()).text();
            Redaction twice = RULES.redact(once);
            assertThat(twice.text()).as("seed %d, round %d", SEED, i).isEqualTo(once);
            assertThat(twice.foundSecrets()).as("seed %d, round %d", SEED, i).isFalse();
        }
    }

    @Test
    void the_same_secret_has_the_same_digest_and_a_password_has_none() {
        SplittableRandom random = new SplittableRandom(SEED);
        Planted token = PlantedSecrets.of("github-token", random);
        Planted password = PlantedSecrets.of("connection-string", random);
        assertThat(RULES.redact(token.text()).text()).matches("\\[REDACTED:github-token:[0-9a-f]{8}\\]");
        assertThat(RULES.redact("a " + token.text()).text())
                .isEqualTo("a " + RULES.redact(token.text()).text());
        assertThat(RULES.redact(password.text()).text()).contains(":[REDACTED:connection-string]@");
    }

    @Test
    void a_key_has_one_digest_however_its_lines_are_broken() {
        String key =
                PlantedSecrets.of("private-key", new SplittableRandom(SEED)).text();
        assertThat(RULES.redact(key.replace('\n', ' ')).text())
                .isEqualTo(RULES.redact(key).text());
        assertThat(RULES.redact(key.replace("\n", "\\n")).text())
                .isEqualTo(RULES.redact(key).text());
    }

    @Test
    void of_two_thousand_innocent_texts_less_than_half_a_percent_are_touched() {
        SplittableRandom random = new SplittableRandom(SEED);
        int touched = 0;
        for (int i = 0; i < 2_000; i++) {
            touched += RULES.redact(innocent(random, i)).foundSecrets() ? 1 : 0;
        }
        assertThat(touched).as("seed %d", SEED).isLessThan(10);
    }

    private static String innocent(SplittableRandom random, int i) {
        String hex = "0123456789abcdef";
        return switch (i % 12) {
            case 0 -> PlantedSecrets.some(random, hex, 40);
            case 1 -> "commit " + PlantedSecrets.some(random, hex, 7) + " broke the build";
            case 2 -> PlantedSecrets.some(random, hex, 64);
            case 3 -> new UUID(random.nextLong(), random.nextLong()).toString();
            case 4 -> "/home/kim/code/" + PlantedSecrets.some(random, "abcdefgh", 12) + "/src/Main.java";
            case 5 -> "Rotate the api key and the password of " + PlantedSecrets.some(random, "abcdefgh", 8);
            case 6 -> "https://github.com/kim/" + PlantedSecrets.some(random, "abcdefgh", 8) + "/pull/12";
            case 7 -> "postgres://user:${PASSWORD}@db/app as in the README, or user:<password>";
            case 8 -> "sha256:" + PlantedSecrets.some(random, hex, 64);
            case 9 -> "ssh://git@host:2222/srv/" + PlantedSecrets.some(random, hex, 10) + ".git";
            case 10 -> "Add basic authentication, bearer tokens and an Authorization header to step " + i;
            default -> "task_" + PlantedSecrets.some(random, "abcdefghij_", 30).toUpperCase(Locale.ROOT);
        };
    }

    /** The same rules, all of them tried on every text. */
    private static final SecretRules PATIENT = new SecretRules(
            SecretRules.standardRules().stream()
                    .map(it -> new SecretRule(it.name(), SecretRule.Signs.NONE, it.pattern(), it.kept(), it.entropy()))
                    .toList(),
            Set.of());

    @Test
    void the_quick_look_passes_over_nothing_that_a_rule_would_find() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Function<SplittableRandom, Planted>> all =
                List.copyOf(PlantedSecrets.byRule().values());
        for (int i = 0; i < 20 * ROUNDS; i++) {
            String text = all.get(random.nextInt(all.size())).apply(random).text();
            int cut = random.nextInt(text.length());
            String near = innocent(random, i)
                    + (random.nextBoolean() ? " " : "")
                    + text.substring(cut)
                    + text.substring(0, cut)
                    + innocent(random, i + 1)
                    + (random.nextInt(3) == 0 ? text : "");
            assertThat(RULES.redact(near)).as("seed %d, round %d", SEED, i).isEqualTo(PATIENT.redact(near));
        }
    }

    @Test
    void placeholders_of_documentation_are_left_alone() {
        for (String text : List.of(
                "mysql://root:$PASS@h/db",
                "redis://:***@cache",
                "AK" + "IAIOSFODNN7EXAMPLE",
                "gh" + "p_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "grep for -----BEGIN PRIVATE KEY----- in the whole repository and tell me")) {
            assertThat(RULES.redact(text).text()).isEqualTo(text);
        }
    }

    @Test
    void an_allowed_secret_and_a_rule_that_is_off_are_left() {
        Planted token = PlantedSecrets.of("github-token", new SplittableRandom(SEED));
        String shown = RULES.redact(token.text()).text();
        String fingerprint = shown.substring("[REDACTED:".length(), shown.length() - 1);
        for (String allowed : List.of(fingerprint, "github-token:*")) {
            SecretRules lenient = new SecretRules(SecretRules.standardRules(), Set.of(allowed));
            assertThat(lenient.redact(token.text()).text()).isEqualTo(token.text());
        }
    }

    @Test
    void a_line_of_megabytes_is_done_in_linear_time() {
        String hostile = "key-password=://bearer ".repeat(50_000);
        assertThat(RULES.redact(hostile).text()).isEqualTo(hostile);
    }

    @Test
    void assignments_and_random_words_only_warn() {
        String random = PlantedSecrets.some(
                new SplittableRandom(SEED), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 60);
        assertThat(SecretWarnings.of("db_password=correct-horse-battery")).contains("password-assignment");
        assertThat(SecretWarnings.of("use " + random + " now")).contains("high-entropy");
        assertThat(SecretWarnings.of("see 0f4bd7a2c1e94f6a8b3d5e7f9a1b2c3d4e5f6071 and /usr/share/doc/openssh"))
                .isEmpty();
        assertThat(RULES.redact("db_password=correct-horse-battery").foundSecrets())
                .isFalse();
    }
}
