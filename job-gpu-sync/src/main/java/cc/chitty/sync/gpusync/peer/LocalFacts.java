package cc.chitty.sync.gpusync.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Asks what this machine is and has. */
final class LocalFacts {

    /** Where package managers of macOS put programs that a search path may lack. */
    static final List<String> BESIDE = List.of("/opt/homebrew/bin", "/usr/local/bin");

    private static final List<String> TOOLS =
            List.of("rsync", "ssh", "git", "tar", "sha256sum", "openssl", "nvidia-smi");

    private LocalFacts() {}

    static EndpointFacts ask(String name, Path home, String search) {
        String system = System.getProperty("os.name", "unknown").startsWith("Mac") ? "Darwin" : "Linux";
        return new EndpointFacts(
                name,
                System.getProperty("user.name", "unknown"),
                home.toString(),
                system,
                tools(search),
                Duration.ZERO,
                Spelling.judge(system, home.toString(), isFoundOtherwise(home)));
    }

    private static Map<String, String> tools(String search) {
        Map<String, String> found = new TreeMap<>();
        List<Path> directories = Stream.concat(BESIDE.stream(), Stream.of(search.split(":", -1)))
                .filter(it -> it.startsWith("/"))
                .map(Path::of)
                .toList();
        for (String tool : TOOLS) {
            directories.stream()
                    .map(it -> it.resolve(tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .ifPresent(it -> found.put(tool, it.toString()));
        }
        return found;
    }

    private static boolean isFoundOtherwise(Path home) {
        Path other = Path.of(Spelling.other(home.toString()));
        try {
            return Files.exists(other) && Files.isSameFile(other, home);
        } catch (IOException e) {
            return false;
        }
    }
}
