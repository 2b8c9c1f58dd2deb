package cc.chitty.sync.consolidate.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {

    @TempDir
    private Path staging;

    @Test
    void what_is_recorded_comes_back() throws IOException {
        assertThat(Publication.recorded(staging)).isEmpty();
        Publication publication = new Publication(
                "7",
                List.of(
                        new Publication.Part(Publication.Way.REPLACE, "journal.new", "devices/d-x.jsonl", 0),
                        new Publication.Part(
                                Publication.Way.APPEND, "lifecycle-2026-09", "lifecycle/d=x/2026-09.jsonl", 1L << 40)),
                List.of("000000000001.claims", "000000000002.claims"));
        publication.record(staging, List.of());
        assertThat(Publication.recorded(staging)).contains(publication);
        Publication.forget(staging);
        assertThat(Publication.recorded(staging)).isEmpty();
        Publication.forget(staging);
    }

    @Test
    void an_empty_one_comes_back_too() throws IOException {
        Publication publication = new Publication("1", List.of(), List.of());
        publication.record(staging, List.of());
        assertThat(Publication.recorded(staging)).contains(publication);
    }
}
