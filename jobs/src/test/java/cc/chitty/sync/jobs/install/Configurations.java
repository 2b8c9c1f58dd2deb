package cc.chitty.sync.jobs.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/** Configuration files as people and agents leave them: any indentation, comments, odd characters, missing ends of lines. */
final class Configurations {

    /** A member at the root whose value is {@code 0}. */
    static final String EDITED = "edited";

    private static final List<String> NAMES = List.of(
            "hooks",
            "env",
            "mcpServers",
            "model",
            "permissions",
            "SessionStart",
            "PostToolUse",
            "Stop",
            "chittysync",
            EDITED,
            "é\\n");
    private static final List<String> SCALARS = List.of(
            "1", "-2.5e3", "true", "null", "\"\"", "\"a \\\" b\"", "\"ü {[,\"", "\"~/.chittychat/sync-todos.sh\"");

    private static final List<String> COMMENTS =
            List.of("/* mine, \"{[ */", "/**/", "// it's, \"mine,", "//", "// a, b: [1], {", "/* é // , */");

    private static final List<String> LINES = List.of(
            "MAILTO=x", "", "# é", "* * * * * echo 'a % b'", "\ttab\r", "[a]", "0 * * * * ~/.chittychat/sync-todos.sh");

    private final SplittableRandom random;
    private final String newLine;
    private final String unit;

    private Configurations(SplittableRandom random) {
        this.random = random;
        this.newLine = List.of("\n", "\n", "\r\n", "", " ").get(random.nextInt(5));
        this.unit = newLine.isBlank() && !newLine.contains("\n")
                ? ""
                : List.of("  ", "    ", "\t", "").get(random.nextInt(4));
    }

    static void write(Path home, SplittableRandom random) throws IOException {
        for (String file : List.of(".claude/settings.json", ".codex/hooks.json", ".gemini/settings.json")) {
            Path path = home.resolve(file);
            Path directory = Objects.requireNonNull(path.getParent());
            if (random.nextInt(4) > 0) {
                Files.createDirectories(directory);
            }
            if (Files.isDirectory(directory) && random.nextInt(5) > 0) {
                Files.writeString(path, new Configurations(random).document());
            }
        }
        if (Files.isDirectory(home.resolve(".codex")) && random.nextBoolean()) {
            Files.write(home.resolve(".codex/config.toml"), lines(random));
        }
    }

    static byte[] lines(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(LINES.get(random.nextInt(LINES.size())));
            text.append(i > 1 || random.nextBoolean() ? "\n" : "");
        }
        return text.toString().getBytes(random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    private String document() {
        String end = List.of("", "\n", "\n\n", " // end\n").get(random.nextInt(4));
        return (random.nextInt(6) == 0 ? "/* mine */ " : "") + object(0) + end;
    }

    private String object(int depth) {
        StringBuilder text = new StringBuilder("{");
        String before = "";
        for (String name : NAMES) {
            if (random.nextInt(depth == 0 ? 2 : 4) == 0) {
                text.append(comment(depth))
                        .append(before)
                        .append(comment(depth))
                        .append(line(depth + 1));
                text.append('"')
                        .append(name)
                        .append("\":")
                        .append(random.nextBoolean() ? " " : "")
                        .append(value(name, depth));
                before = ",";
            }
        }
        return text.append(comment(depth))
                .append(before.isEmpty() ? "" : line(depth))
                .append("}")
                .toString();
    }

    private String value(String name, int depth) {
        if (depth == 0 && name.equals(EDITED)) {
            return "0";
        }
        if (depth == 0 && List.of("env", "mcpServers").contains(name)) {
            return object(1);
        }
        if (depth == 0 && name.equals("hooks")) {
            return hooks();
        }
        return depth < 3 && random.nextInt(3) == 0 ? object(depth + 1) : scalar();
    }

    private String hooks() {
        StringBuilder text = new StringBuilder("{");
        String before = "";
        for (String event : List.of("SessionStart", "Stop", "PostToolUse")) {
            if (random.nextBoolean()) {
                text.append(comment(2))
                        .append(before)
                        .append(line(2))
                        .append('"')
                        .append(event)
                        .append("\": [")
                        .append(comment(3))
                        .append(hook())
                        .append(comment(3))
                        .append("]");
                before = ",";
            }
        }
        return text.append(comment(1))
                .append(before.isEmpty() ? "" : line(1))
                .append("}")
                .toString();
    }

    private String hook() {
        return random.nextBoolean()
                ? ""
                : "{\"hooks\":" + line(3) + "[{\"type\": \"command\",\"command\":" + scalar() + "}]}"
                        + (random.nextBoolean() ? " " : "");
    }

    private String scalar() {
        return SCALARS.get(random.nextInt(SCALARS.size()));
    }

    /** None, mostly. */
    private String comment(int depth) {
        if (random.nextInt(6) > 0) {
            return "";
        }
        String comment = COMMENTS.get(random.nextInt(COMMENTS.size()));
        String before = random.nextBoolean() ? line(depth) : " ";
        if (comment.startsWith("//")) {
            return newLine.contains("\n") ? before + comment + line(depth) : "";
        }
        return before + comment + (random.nextBoolean() ? line(depth) : "");
    }

    private String line(int depth) {
        return newLine + (newLine.contains("\n") ? unit.repeat(depth) : "");
    }
}
