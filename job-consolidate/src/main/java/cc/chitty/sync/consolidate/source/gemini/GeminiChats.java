package cc.chitty.sync.consolidate.source.gemini;

import cc.chitty.sync.consolidate.source.FoundFiles;
import cc.chitty.sync.consolidate.source.LineScan;
import cc.chitty.sync.consolidate.source.ListTracker;
import cc.chitty.sync.consolidate.source.Listing;
import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.Needles;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.StrictJson;
import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gemini CLI's recorded conversations, {@code tmp/<project>/chats/session-*.jsonl} and, before them, {@code .json}; a
 * sub-agent's is one directory deeper, under its parent's id. A conversation can be rewound, so a changed file is read
 * as a whole.
 */
public final class GeminiChats implements SessionSource {

    private static final String LINES = ".jsonl";
    private static final String DOCUMENT = ".json";
    private static final Needles NEEDLES = Needles.of("write_todos", "\"sessionId\"", "\"$set\"", "\"$rewindTo\"");

    @Override
    public String name() {
        return "gemini-chats";
    }

    @Override
    public String agent() {
        return "gemini";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public List<Path> roots(Surroundings where) {
        return List.of(GeminiHome.tmp(where));
    }

    @Override
    public void find(Surroundings where, FoundFiles found) {
        Listing listing = new Listing(found);
        for (Listing.Entry project : listing.of(GeminiHome.tmp(where))) {
            Path chats = project.path().resolve("chats");
            if (project.isDirectory()) {
                listing.tree(chats, entry -> find(chats, entry, found));
            }
        }
    }

    private static void find(Path chats, Listing.Entry entry, FoundFiles found) {
        boolean subagent = !chats.equals(entry.path().getParent());
        boolean lines =
                entry.name().endsWith(LINES) && (subagent || entry.name().startsWith("session-"));
        boolean document = entry.name().startsWith("session-") && entry.name().endsWith(DOCUMENT);
        // A resumed document is continued as lines, which begin with all that it held.
        if (lines || (document && !Files.exists(entry.path().resolveSibling(entry.name() + "l")))) {
            found.file(entry.path(), entry.stamp());
        }
    }

    @Override
    public Reading read(ReadRequest request) throws IOException {
        try {
            return request.path().toString().endsWith(LINES) ? lines(request) : document(request);
        } catch (Malformed e) {
            return e.reading(request.path(), request.stamp().size());
        }
    }

    private static Reading document(ReadRequest request) throws IOException, Malformed {
        StrictJson.Document document = StrictJson.read(request.path());
        Chat chat = new Chat(request);
        chat.whole(document.object());
        return reading(request, chat, document.bytes());
    }

    /** Which messages a rewinding removes can only be told if every message is known, so those are read again. */
    private static Reading lines(ReadRequest request) throws IOException, Malformed {
        ChatLines lines = new ChatLines(request, false);
        long bytes = scan(request, lines);
        if (lines.rewound()) {
            lines = new ChatLines(request, true);
            bytes += scan(request, lines);
        }
        return reading(request, lines.chat(), bytes);
    }

    private static long scan(ReadRequest request, ChatLines lines) throws IOException {
        try (LineScan scan = LineScan.open(request.path(), request.stamp(), null)) {
            scan.run(NEEDLES, lines);
            lines.chat().problems(scan.problems());
            return scan.bytes();
        }
    }

    private static Reading reading(ReadRequest request, Chat chat, long bytes) throws IOException, Malformed {
        List<Problem> problems = new ArrayList<>();
        Path parent = request.path().resolve("..").normalize();
        boolean subagent = !parent.getFileName().toString().equals("chats");
        Path project = parent.resolve(subagent ? "../.." : "..").normalize();
        String id = subagent ? parent.getFileName() + "#" + chat.sessionId() : chat.sessionId();
        ListTracker tracker = chat.list(request.listed().getOrDefault(id, List.of()));
        SessionFacts facts = chat.facts(GeminiHome.root(project, problems));
        problems.addAll(chat.problems());
        SessionReading session = new SessionReading(id, facts, tracker.claims(), tracker.listed());
        return new Reading(List.of(session), problems, true, "", bytes);
    }
}
