package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Digests a plan: a fixed number of fields a decision, each ended by NUL, which is in none of them. */
final class Fingerprint {

    private final MessageDigest digest;

    private Fingerprint(MessageDigest digest) {
        this.digest = digest;
    }

    static String of(List<Plan.Part> parts, List<String> besides) {
        Fingerprint print = new Fingerprint(sha256());
        for (Plan.Part part : parts) {
            part.reconciled().decisions().stream()
                    .filter(decision -> decision.verdict() != Verdict.AGREE)
                    .forEach(decision -> print.add(part, decision));
        }
        besides.forEach(print::field);
        return HexFormat.of().formatHex(print.digest.digest());
    }

    private void add(Plan.Part part, Decision decision) {
        Side target = decision.target();
        field(part.category());
        field(part.root());
        field(decision.path().text());
        field(decision.verdict().name());
        field(decision.reason().name());
        field(target == null ? "" : target.word());
        field(text(decision.wanted(), 0));
        field(text(decision.sides().ours()));
        field(text(decision.sides().theirs()));
    }

    private static String text(Seen seen) {
        return seen.state() + " " + text(seen.content(), seen.size());
    }

    private static String text(@Nullable Content content, long size) {
        if (content == null) {
            return "";
        }
        String what = Objects.toString(content.digest(), content.isFile() ? "unread" : "");
        return content.kind() + " " + content.mode() + " " + size + " " + what + " "
                + Objects.toString(content.target(), "");
    }

    private void field(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
