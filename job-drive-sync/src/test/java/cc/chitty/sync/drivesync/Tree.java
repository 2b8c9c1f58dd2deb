package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files by path and content, which are written to a directory and compared with one. */
record Tree(Map<String, String> files) {

    /** Of words as {@code a/b=content}. */
    static Tree of(String... files) {
        return new Tree(Arrays.stream(files)
                .map(it -> it.split("=", 2))
                .collect(Collectors.toMap(it -> it[0], it -> it[1], (a, b) -> b, TreeMap::new)));
    }

    /** What a directory holds; links are not followed. */
    static Tree in(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (Files.exists(directory)) {
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.filter(it -> Files.isRegularFile(it, LinkOption.NOFOLLOW_LINKS))
                        .toList()) {
                    files.put(directory.relativize(path).toString(), Files.readString(path));
                }
            }
        }
        return new Tree(files);
    }

    /** Adds these to what is in the directory. */
    void writeTo(Path directory) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.writeString(path, file.getValue());
        }
    }

    /** The directory holds these files and no others. */
    void assertIn(Path directory) throws IOException {
        assertThat(in(directory).files()).isEqualTo(files);
    }
}
