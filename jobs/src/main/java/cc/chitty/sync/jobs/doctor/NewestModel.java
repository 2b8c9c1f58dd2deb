package cc.chitty.sync.jobs.doctor;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which model wrote the transcript that was written last. What is no file or cannot be read is passed over: others tell. */
final class NewestModel {

    private static final Pattern MODEL = Pattern.compile("\"model\":\"(claude-[^\"]+)\"");

    /** Enough for the last few messages. */
    private static final int TAIL = 256 * 1024;

    private NewestModel() {}

    /** Empty where none tells. */
    static String in(Path projects) {
        SortedMap<FileTime, Path> transcripts = new TreeMap<>(Comparator.reverseOrder());
        add(projects, transcripts);
        entries(projects, "*").forEach(project -> add(project, transcripts));
        for (Path transcript : transcripts.values()) {
            Optional<String> end = end(transcript);
            if (end.isPresent()) {
                return model(end.get());
            }
        }
        return "";
    }

    private static void add(Path directory, SortedMap<FileTime, Path> transcripts) {
        for (Path file : entries(directory, "*.jsonl")) {
            if (Files.isRegularFile(file)) {
                transcripts.put(FileTime.fromMillis(file.toFile().lastModified()), file);
            }
        }
    }

    private static Optional<String> end(Path transcript) {
        try {
            return Optional.of(Tail.of(transcript, TAIL));
        } catch (IOException e) {
            return Optional.empty(); // the one before it tells
        }
    }

    private static String model(String text) {
        String model = "";
        for (Matcher found = MODEL.matcher(text); found.find(); ) {
            model = found.group(1);
        }
        return model;
    }

    private static List<Path> entries(Path directory, String names) {
        List<Path> entries = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, names)) {
                all.forEach(entries::add);
            } catch (IOException | DirectoryIteratorException e) {
                return entries; // as far as it could be read
            }
        }
        return entries;
    }
}
