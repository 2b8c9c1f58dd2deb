package cc.chitty.sync.consolidate.source.gemini;

import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.StrictJson;
import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where Gemini CLI keeps its files, and which project a directory below its {@code tmp} belongs to. */
final class GeminiHome {

    private GeminiHome() {}

    /** {@code GEMINI_CLI_HOME} stands for the home directory, not for {@code .gemini} in it. */
    static Path tmp(Surroundings where) {
        return where.directory("GEMINI_CLI_HOME", "").resolve(".gemini").resolve("tmp");
    }

    /**
     * The root of the project whose files are in {@code project}, a directory below {@code tmp}: the directory itself
     * says so in {@code .project_root}, or {@code projects.json} knows its name, or (before short names) its name is the
     * SHA-256 of one of the roots known there.
     */
    static @Nullable String root(Path project, List<Problem> problems) throws IOException {
        String marked = marker(project.resolve(".project_root"));
        return marked == null ? registered(project, problems) : marked;
    }

    private static @Nullable String marker(Path marker) throws IOException {
        try {
            String root = Files.readString(marker).strip();
            return root.isEmpty() ? null : root;
        } catch (NoSuchFileException absent) {
            return null;
        }
    }

    private static @Nullable String registered(Path project, List<Problem> problems) throws IOException {
        Path registry = project.resolve("../../projects.json").normalize();
        String name = project.getFileName().toString();
        try {
            JsonNode projects = StrictJson.read(registry).object().path("projects");
            return root(name, projects);
        } catch (NoSuchFileException absent) {
            return null;
        } catch (Malformed e) {
            problems.add(e.problem(registry));
            return null;
        }
    }

    private static @Nullable String root(String name, JsonNode projects) {
        List<String> roots = new ArrayList<>();
        for (Map.Entry<String, JsonNode> known : projects.properties()) {
            if (known.getValue().asString("").equals(name)
                    || sha256(known.getKey()).equals(name)) {
                roots.add(known.getKey());
            }
        }
        return roots.size() == 1 ? roots.get(0) : null;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
