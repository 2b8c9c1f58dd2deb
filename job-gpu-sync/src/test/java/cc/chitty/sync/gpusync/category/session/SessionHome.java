package cc.chitty.sync.gpusync.category.session;

import cc.chitty.sync.gpusync.peer.LocalEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A home directory with sessions of Claude Code. */
record SessionHome(Path home) {

    static final String ONE = "11111111-2222-3333-4444-555555555555";
    static final String TWO = "66666666-7777-8888-9999-aaaaaaaaaaaa";

    LocalEndpoint endpoint() {
        return new LocalEndpoint("laptop", home, System.getenv("PATH"));
    }

    SessionHome write(String path, String content) {
        try {
            Path file = home.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SessionHome session(String slug, String id, String... lines) {
        return write(".claude/projects/" + slug + "/" + id + ".jsonl", String.join("\n", lines) + "\n");
    }

    static String line(String id, String workingDirectory) {
        return "{\"type\":\"user\",\"message\":{\"role\":\"user\",\"content\":[{\"cwd\":\"/no\"}]},\"cwd\":\""
                + workingDirectory + "\",\"sessionId\":\"" + id + "\"}";
    }
}
