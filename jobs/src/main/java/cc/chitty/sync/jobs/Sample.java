package cc.chitty.sync.jobs;

import cc.chitty.sync.consolidate.AgentSources;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.runs.ConsolidateCommand;
import cc.chitty.sync.kernel.owner.Request;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A few bundled session files of several agents, for who has none and wants to see what the job does. They are unpacked
 * to a temporary directory, which is also the state directory then: nothing of the person's own is touched.
 */
final class Sample {

    static final String OPTION = ConsolidateCommand.SAMPLE_IF_NONE;

    private static final String ROOT = "/sample/";

    private Sample() {}

    /** The same command on the sample where it asks for that and no agent has left a file on this machine. */
    static Request insteadOf(Request request, Invocation here) {
        boolean wanted = request.arguments().contains(OPTION);
        if (!wanted || AgentSources.findAnything(Surrounding.of(request.environment()))) {
            return request;
        }
        Path place = unpacked();
        here.err()
                .println(
                        "No agent has left a session file on this machine, so this is the bundled sample, in " + place);
        here.err().flush();
        Map<String, String> environment = new HashMap<>();
        request.environment().forEach((name, value) -> {
            if (!Settings.sets(name)) {
                environment.put(name, value);
            }
        });
        environment.put(StateDirectory.VARIABLE, place.resolve("state").toString());
        environment.put(Surrounding.VARIABLE, place.resolve("home").toString());
        return new Request(request.arguments(), request.workingDirectory(), environment, request.terminal());
    }

    private static Path unpacked() {
        Path place = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            place = Files.createTempDirectory("chittysync-sample-");
            for (String name : names()) {
                Path file = place.resolve("home").resolve(name);
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                try (InputStream content = open(name)) {
                    Files.copy(content, file);
                }
            }
            return place;
        } catch (IOException e) {
            throw StorageFailure.of("unpack the sample to", place, e);
        }
    }

    private static List<String> names() throws IOException {
        try (BufferedReader index =
                new BufferedReader(new InputStreamReader(open("index.txt"), StandardCharsets.UTF_8))) {
            return index.lines().toList();
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(Sample.class.getResourceAsStream(ROOT + name), name);
    }
}
