package cc.chitty.sync.gpusync.category.session;

import cc.chitty.sync.kernel.json.JsonTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * What the lines of a transcript are, read as a stream: memory is bounded by the longest line.
 *
 * @param lines how many there are, empty ones left out
 * @param firstBad the number of the first that is no JSON object, from 1; 0 if all are
 * @param why what is wrong with it, without a word of it; empty if nothing is
 * @param workingDirectory the first one that is named; empty if none is
 */
record LineCheck(long lines, long firstBad, String why, String workingDirectory) {

    private static final int BUFFER = 1 << 18;
    private static final int LOOKED_AT = 1 << 23;
    private static final int LONGEST = 1 << 30;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000)
                    .maxStringLength(LONGEST)
                    .build())
            .build();

    static LineCheck of(InputStream content) throws IOException {
        Reading reading = new Reading();
        byte[] buffer = new byte[BUFFER];
        int filled = 0;
        for (int read = content.read(buffer, 0, buffer.length); read >= 0; ) {
            filled += read;
            int used = reading.lines(buffer, filled);
            System.arraycopy(buffer, used, buffer, 0, filled - used);
            filled -= used;
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            read = content.read(buffer, filled, buffer.length - filled);
        }
        if (filled > 0) {
            reading.line(buffer, 0, filled);
        }
        return new LineCheck(reading.lines, reading.firstBad, reading.why, reading.workingDirectory);
    }

    /** The first working directory that is named in the first mebibytes; empty if none is. Reads no further than to there. */
    static String firstDirectory(InputStream content) throws IOException {
        Reading reading = new Reading();
        byte[] buffer = new byte[BUFFER];
        int filled = 0;
        int read = content.read(buffer, 0, buffer.length);
        for (long all = read; read >= 0 && all <= LOOKED_AT && reading.workingDirectory.isEmpty(); all += read) {
            filled += read;
            int used = reading.lines(buffer, filled);
            System.arraycopy(buffer, used, buffer, 0, filled - used);
            filled -= used;
            buffer = filled == buffer.length ? Arrays.copyOf(buffer, buffer.length * 2) : buffer;
            read = content.read(buffer, filled, buffer.length - filled);
        }
        if (filled > 0 && reading.workingDirectory.isEmpty()) {
            reading.line(buffer, 0, filled);
        }
        return reading.workingDirectory;
    }

    private static final class Reading {
        private long number;
        private long lines;
        private long firstBad;
        private String why = "";
        private String workingDirectory = "";
        private int searched;

        /** Takes the complete lines; returns how many bytes they are. */
        int lines(byte[] buffer, int filled) {
            int start = 0;
            for (int i = searched; i < filled; i++) {
                if (buffer[i] == '\n') {
                    line(buffer, start, i);
                    start = i + 1;
                }
            }
            searched = filled - start;
            return start;
        }

        void line(byte[] buffer, int start, int end) {
            number++;
            if (isBlank(buffer, start, end)) {
                return;
            }
            lines++;
            if (firstBad > 0) {
                return;
            }
            try {
                parse(buffer, start, end);
            } catch (JacksonException e) {
                bad(JsonTrouble.inLine(e));
            }
        }

        private static boolean isBlank(byte[] buffer, int start, int end) {
            for (int i = start; i < end; i++) {
                if (buffer[i] != ' ' && buffer[i] != '\r' && buffer[i] != '\t') {
                    return false;
                }
            }
            return true;
        }

        private void parse(byte[] buffer, int start, int end) {
            try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), buffer, start, end - start)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    bad("it begins otherwise");
                    return;
                }
                int depth = 1;
                while (depth > 0) {
                    JsonToken token = parser.nextToken();
                    if (token == null) {
                        bad("it ends in the middle");
                        return;
                    }
                    depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                    noteDirectory(parser, token, depth);
                }
                if (parser.nextToken() != null) {
                    bad("something follows the object");
                }
            }
        }

        private void noteDirectory(JsonParser parser, JsonToken token, int depth) {
            if (depth == 1
                    && workingDirectory.isEmpty()
                    && token == JsonToken.VALUE_STRING
                    && "cwd".equals(parser.currentName())) {
                workingDirectory = parser.getString();
            }
        }

        private void bad(String reason) {
            firstBad = number;
            why = reason;
        }
    }
}
