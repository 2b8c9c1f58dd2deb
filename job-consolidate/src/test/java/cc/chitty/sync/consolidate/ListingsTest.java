package cc.chitty.sync.consolidate;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.run.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"s", "list:my team", "a\"b", "a\\", "a\nb", "\uD83D\uDE80", "", "%_'", "s#ab", "null"})
    void what_was_listed_comes_back_and_is_found_by_the_session(String session) {
        Listings listings = new Listings(Map.of(
                session,
                new Listings.Listing("app", Map.of("Add retry", "p0", "\"x\" \\ \uD83D\uDE80", "")),
                session + "!",
                new Listings.Listing("", Map.of())));
        String text = listings.text();
        assertThat(Listings.read(text)).isEqualTo(listings);
        assertThat(text).contains(Listings.quoted(session), Listings.quoted(session + "!"));
        assertThat(text).doesNotContain(Listings.quoted(session + "?"));
    }

    @Test
    void nothing_is_nothing() {
        assertThat(Listings.read(null)).isEqualTo(Listings.NONE);
        assertThat(Listings.read(Listings.NONE.text())).isEqualTo(Listings.NONE);
    }

    @Test
    void problems_come_back_too() {
        FileProblems problems = new FileProblems(
                List.of(new Problem("/a\nb\"", "line 1"), new Problem("/a", ""), new Problem("", "\uD83D\uDE80")));
        assertThat(FileProblems.read(problems.text())).isEqualTo(problems);
        assertThat(FileProblems.NONE.text()).isNull();
        assertThat(FileProblems.read(null)).isEqualTo(FileProblems.NONE);
    }
}
