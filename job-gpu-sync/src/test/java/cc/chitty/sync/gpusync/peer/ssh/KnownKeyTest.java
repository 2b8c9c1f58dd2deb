package cc.chitty.sync.gpusync.peer.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownKeyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    peer              | peer              | true
                    peer              | PEER              | true
                    peer              | peer.x            | false
                    *.x               | a.x               | true
                    *.x               | x                 | false
                    a?c               | abc               | true
                    a?c               | ac                | false
                    *                 | [h]:2222          | true
                    [h]:2222          | [h]:2222          | true
                    [h]:2222          | h                 | false
                    *.x,!bad.x        | good.x            | true
                    *.x,!bad.x        | bad.x             | false
                    !bad.x,*.x        | bad.x             | false
                    !bad.x            | good.x            | false
                    a,b,c             | b                 | true
                    """)
    void names_are_matched_as_openssh_does(String names, String host, boolean expected) {
        KnownKey key = Objects.requireNonNull(KnownKey.parse(names + " ssh-ed25519 AAAA comment"));
        assertThat(key.isOf(host)).isEqualTo(expected);
    }

    @Test
    void comments_and_broken_lines_are_left_out() {
        assertThat(KnownKey.parse("# host ssh-ed25519 AAAA")).isNull();
        assertThat(KnownKey.parse("")).isNull();
        assertThat(KnownKey.parse("host ssh-ed25519")).isNull();
        assertThat(KnownKey.parse("host ssh-ed25519 ***")).isNull();
    }

    @Test
    void markers_are_told() {
        assertThat(Objects.requireNonNull(KnownKey.parse("@revoked * ssh-rsa AAAA"))
                        .marker())
                .isEqualTo("@revoked");
    }
}
