package cc.chitty.sync.consolidate.source.gemini;

import cc.chitty.sync.consolidate.source.LineScan;
import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.StrictJson;
import tools.jackson.databind.JsonNode;

/** Hands the lines of a conversation to a {@link Chat}. */
final class ChatLines implements LineScan.Taker {

    private final Chat chat;
    private final boolean all;
    private boolean rewound;

    /** @param all whether every line is needed, since the conversation is known to be rewound somewhere */
    ChatLines(ReadRequest request, boolean all) {
        this.chat = new Chat(request);
        this.all = all;
    }

    Chat chat() {
        return chat;
    }

    boolean rewound() {
        return rewound;
    }

    @Override
    public boolean all() {
        return all;
    }

    @Override
    public void line(byte[] bytes, int from, int to, long offset) {
        try {
            JsonNode line = StrictJson.parse(bytes, from, to);
            rewound |= line.has("$rewindTo");
            chat.line(line);
        } catch (Malformed e) {
            chat.problem("line at byte " + offset + ": " + e.reason());
        }
    }
}
