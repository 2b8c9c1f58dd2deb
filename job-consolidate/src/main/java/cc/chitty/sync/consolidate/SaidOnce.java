package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Content;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Lets each line of one list be said once. Agents write their whole list with every step, so most listings repeat what
 * the same file had said of the same todo before, and a todo's time is when something was said first.
 *
 * <p>Only what one file says is compared with what it said itself: so the claims that are left do not depend on what
 * other files said, nor on how often and in how many parts this one was read.
 */
final class SaidOnce {

    private static final String UNKNOWN = "";

    private final Map<String, String> said;

    /** @param before what was said last of each todo that the file lists, as {@link #listed} returned it */
    SaidOnce(Map<String, String> before) {
        said = new HashMap<>(before);
    }

    /** The claims that do not repeat the one before them. */
    List<Claim> news(List<Claim> claims) {
        List<Claim> news = new ArrayList<>(claims.size());
        for (Claim claim : claims) {
            String content = Content.compared(claim.text());
            if (claim.kind() == Claim.Kind.LISTED) {
                String saying = saying(claim);
                if (!saying.equals(said.put(content, saying))) {
                    news.add(claim);
                }
            } else {
                remember(content, claim);
                news.add(claim);
            }
        }
        return news;
    }

    /** What was said last of each of these contents. */
    Map<String, String> listed(Collection<String> contents) {
        Map<String, String> listed = new TreeMap<>();
        contents.forEach(content -> listed.put(content, said.getOrDefault(content, UNKNOWN)));
        return listed;
    }

    private void remember(String content, Claim claim) {
        if (claim.kind() == Claim.Kind.ANEW) {
            said.put(content, saying(claim));
        } else {
            said.remove(content);
        }
    }

    private static String saying(Claim claim) {
        return claim.status().word().charAt(0)
                + Integer.toHexString(Objects.hash(
                        claim.details().activeForm(),
                        claim.details().priority(),
                        claim.details().note()));
    }
}
