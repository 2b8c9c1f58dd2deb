package cc.chitty.sync.drivesync.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Refuses a plan that deletes too much, before its first write. A file that became empty counts as deleted.
 *
 * @param percent more than this share of what was agreed on, 0 to 100
 * @param count more than so many files
 */
public record DeletionGuard(int percent, long count) {

    /** One deletion alone is what people do all day, unless it was the only file. */
    private static final int HARMLESS = 1;

    public DeletionGuard {
        if (percent < 0 || percent > 100 || count < 0) {
            throw new IllegalArgumentException(
                    "a guard has a percentage and a count, not " + percent + " and " + count);
        }
    }

    /**
     * Why a plan is refused.
     *
     * @param fingerprint of exactly these deletions, with which a person can agree to them
     */
    public record Refusal(String what, String fingerprint) {}

    /**
     * Looks at a plan.
     *
     * @param agreed the fingerprint that a person named; empty: none
     */
    public Optional<Refusal> check(Plan plan, String agreed) {
        return check(
                plan, plan.transfers().stream().filter(DeletionGuard::deletes).toList(), agreed);
    }

    /** Looks at what a plan deletes in the mirror alone, where a person has asked for the deletions on the remote. */
    public Optional<Refusal> checkMirror(Plan plan) {
        List<Transfer> deletions = plan.transfers().stream()
                .filter(it -> deletes(it) && it.action().writesMirror())
                .toList();
        return check(plan, deletions, "");
    }

    private Optional<Refusal> check(Plan plan, List<Transfer> deletions, String agreed) {
        if (deletions.isEmpty() || !isTooMuch(deletions.size(), plan.before())) {
            return Optional.empty();
        }
        String fingerprint = fingerprint(deletions);
        if (fingerprint.equals(agreed)) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(text(deletions, plan.before()), fingerprint));
    }

    private boolean isTooMuch(int deletions, int before) {
        boolean all = deletions >= before;
        boolean many = deletions > HARMLESS && deletions * 100L > (long) percent * before;
        return all || many || deletions > count;
    }

    private static boolean deletes(Transfer transfer) {
        return switch (transfer.action()) {
            case DELETE_MIRROR, DELETE_REMOTE -> true;
            case PULL -> isEmptied(transfer, true);
            case PUSH -> isEmptied(transfer, false);
            case NONE, ADOPT, FORGET, CONFLICT -> false;
        };
    }

    private static boolean isEmptied(Transfer transfer, boolean byRemote) {
        MirrorState mirror = transfer.mirror();
        RemoteState remote = transfer.remote();
        if (mirror == null || remote == null) {
            return false;
        }
        return byRemote ? remote.size() == 0 && mirror.size() > 0 : mirror.size() == 0 && remote.size() > 0;
    }

    private static String text(List<Transfer> deletions, int before) {
        long here = deletions.stream()
                .filter(it -> it.action() == Action.DELETE_MIRROR || it.action() == Action.PULL)
                .count();
        long there = deletions.size() - here;
        String what =
                deletions.size() >= before ? "all " + before + " files" : deletions.size() + " of " + before + " files";
        String where = here == 0 ? "of the remote" : there == 0 ? "of the mirror" : "of mirror and remote";
        return what + " " + where + " would be deleted or emptied, beginning with "
                + deletions.get(0).path();
    }

    private static String fingerprint(List<Transfer> deletions) {
        TreeSet<String> lines = new TreeSet<>();
        deletions.forEach(it -> lines.add(it.action() + " " + it.path() + "\n"));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            lines.forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
