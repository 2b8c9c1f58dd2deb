package cc.chitty.sync.gpusync.peer.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.kernel.run.Failure;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Records as the userlands write them, in pieces of any size. */
class EntryRecordsTest {

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final StringBuilder marks = new StringBuilder();

    private final EntryRecords.Taker taker = new EntryRecords.Taker() {
        @Override
        public void entry(String path, Entry entry, String device) {
            entries.put(path, entry);
        }

        @Override
        public void mark(char mark, String text) {
            marks.append(mark).append(text).append(';');
        }

        @Override
        public void unnamed(String shown) {
            marks.append("unnamed ").append(shown).append(';');
        }
    };

    private Entry at(String path) {
        return Objects.requireNonNull(entries.get(path), path);
    }

    @Test
    void gnu_records_are_taken_apart_in_pieces_of_any_size() {
        String text = "R/home\0ef 644 5 1600000000.1234567890 1700000000.0000000010 77 9 ./a b\n c\0\0"
                + "el 777 3 1.0000000000 2.0000000000 78 9 ./l\0tar get\0up./closed\0\0E\0";
        byte[] bytes = text.replace("up./closed", "u./closed").getBytes(StandardCharsets.UTF_8);
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 100; round++) {
            entries.clear();
            marks.setLength(0);
            EntryRecords records = new EntryRecords("\0", taker);
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(9));
                records.write(bytes, at, length);
                at += length;
            }
            assertThat(marks).hasToString("R/home;E;");
            assertThat(entries).hasSize(3);
            assertThat(at("./a b\n c").stamp().modified()).isEqualTo(1_600_000_000_123_456_789L);
            assertThat(at("./a b\n c").stamp().changed()).isEqualTo(1_700_000_000_000_000_001L);
            assertThat(at("./a b\n c").mode()).isEqualTo(0644);
            assertThat(at("./l").target()).isEqualTo("tar get");
            assertThat(at("./closed").kind()).isEqualTo(EntryKind.UNREADABLE);
        }
    }

    @Test
    void bsd_records_are_taken_apart() {
        EntryRecords records = new EntryRecords("#END#", taker);
        byte[] bytes =
                "o100755 12 1600000000.123456789 1600000001.5 42 7 ./x#END##END#\no120755 4 1.0 2.0 43 7 ./l#END#there#END#\n"
                        .getBytes(StandardCharsets.UTF_8);
        records.write(bytes, 0, bytes.length);
        assertThat(at("./x").mode()).isEqualTo(0755);
        assertThat(at("./x").stamp().modified()).isEqualTo(1_600_000_000_123_456_789L);
        assertThat(at("./x").stamp().changed()).isEqualTo(1_600_000_001_500_000_000L);
        assertThat(at("./l").target()).isEqualTo("there");
    }

    @Test
    void busybox_records_are_taken_apart() {
        EntryRecords records = new EntryRecords("#END#", taker);
        byte[] bytes =
                "h81a4 12 1600000000 1600000001 42 7 ./x#END#./x#END#\nha1ff 4 1 2 43 7 ./l#END#'./l' -> 'it's'#END#\n"
                        .getBytes(StandardCharsets.UTF_8);
        records.write(bytes, 0, bytes.length);
        assertThat(at("./x").kind()).isEqualTo(EntryKind.FILE);
        assertThat(at("./x").mode()).isEqualTo(0644);
        assertThat(at("./l").target()).isEqualTo("it's");
    }

    @Test
    void a_name_that_is_no_text_is_told() {
        EntryRecords records = new EntryRecords("\0", taker);
        byte[] bytes = "ef 644 5 1.0 1.0 77 9 ./a?\0\0".getBytes(StandardCharsets.UTF_8);
        bytes["ef 644 5 1.0 1.0 77 9 ./a".length()] = (byte) 0xff;
        records.write(bytes, 0, bytes.length);
        assertThat(entries).isEmpty();
        assertThat(marks.toString()).startsWith("unnamed ./a");
    }

    @Test
    void a_link_to_what_is_no_text_is_there_and_cannot_be_read() {
        EntryRecords records = new EntryRecords("\0", taker);
        byte[] bytes = "el 777 5 1.0 1.0 77 9 ./a\0b?\0".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 2] = (byte) 0xff;
        records.write(bytes, 0, bytes.length);
        assertThat(at("./a").kind()).isEqualTo(EntryKind.UNREADABLE);
        assertThat(marks).isEmpty();
    }

    @Test
    void fractions_before_1970_are_later_than_the_seconds() {
        assertThat(EntryRecords.nanos("-2.5000000000")).isEqualTo(-1_500_000_000L);
        assertThat(EntryRecords.nanos("-2")).isEqualTo(-2_000_000_000L);
        assertThat(EntryRecords.nanos("2.5")).isEqualTo(2_500_000_000L);
    }

    @Test
    void times_beyond_64_bits_of_nanoseconds_become_the_first_or_the_last() {
        assertThat(EntryRecords.nanos("13569465600.1234567890")).isEqualTo(Long.MAX_VALUE);
        assertThat(EntryRecords.nanos("9223372036.9000000000")).isEqualTo(Long.MAX_VALUE);
        assertThat(EntryRecords.nanos("9223372036.8000000000")).isEqualTo(9_223_372_036_800_000_000L);
        assertThat(EntryRecords.nanos("13569465600")).isEqualTo(Long.MAX_VALUE);
        assertThat(EntryRecords.nanos("-13569465600.5")).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void numbers_of_inodes_have_64_bits() {
        EntryRecords records = new EntryRecords("\0", taker);
        byte[] bytes = "ef 644 5 1.0 1.0 16755526847350571352 40 ./m\0\0".getBytes(StandardCharsets.UTF_8);
        records.write(bytes, 0, bytes.length);
        assertThat(at("./m").stamp().inode()).isEqualTo(Long.parseUnsignedLong("16755526847350571352"));
    }

    @Test
    void what_is_no_record_is_damage() {
        EntryRecords records = new EntryRecords("\0", taker);
        byte[] bytes = "welcome to this machine\0\0".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> records.write(bytes, 0, bytes.length)).isInstanceOf(Failure.class);
    }
}
