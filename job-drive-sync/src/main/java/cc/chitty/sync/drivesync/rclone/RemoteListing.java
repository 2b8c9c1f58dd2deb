package cc.chitty.sync.drivesync.rclone;

import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** Reads what {@code rclone lsjson} prints as it comes: a listing of any length needs no memory of its own. */
final class RemoteListing {

    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private final @Nullable String hash;
    private final Consumer<RemoteFile> files;

    private String path = "";
    private long size = -1;
    private @Nullable Instant time;
    private @Nullable String value;
    private boolean directory;

    /** @param hash its rclone name; null where none was asked for */
    RemoteListing(@Nullable String hash, Consumer<RemoteFile> files) {
        this.hash = hash;
        this.files = files;
    }

    /** @throws JacksonException where it is anything but one whole array of files */
    void read(InputStream in) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), in)) {
            require(parser, parser.nextToken() == JsonToken.START_ARRAY);
            JsonToken token = parser.nextToken();
            while (token == JsonToken.START_OBJECT) {
                file(parser);
                token = parser.nextToken();
            }
            require(parser, token == JsonToken.END_ARRAY && parser.nextToken() == null);
        }
    }

    private static void require(JsonParser parser, boolean listing) {
        if (!listing) {
            throw new StreamReadException(parser, "no listing");
        }
    }

    private void file(JsonParser parser) {
        path = "";
        size = -1;
        time = null;
        value = null;
        directory = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            property(name, parser);
        }
        require(parser, !path.isEmpty());
        if (!directory) {
            files.accept(new RemoteFile(path, size, time, value));
        }
    }

    private void property(String name, JsonParser parser) {
        switch (name) {
            case "Path" -> path = parser.getString();
            case "Size" -> size = parser.getLongValue();
            case "ModTime" -> time = time(parser.getString());
            case "IsDir" -> directory = parser.getBooleanValue();
            case "Hashes" -> hashes(parser);
            default -> parser.skipChildren();
        }
    }

    private void hashes(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            String text = parser.getString();
            if (name.equals(hash) && !text.isEmpty()) {
                value = name + ":" + text;
            }
        }
    }

    private static @Nullable Instant time(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
