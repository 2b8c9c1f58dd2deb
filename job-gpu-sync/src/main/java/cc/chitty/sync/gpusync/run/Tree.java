package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.FileRule;
import cc.chitty.sync.gpusync.category.SyncRoot;
import cc.chitty.sync.gpusync.category.history.Sanitised;
import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One tree that both sides hold, with the forms of its names and contents. Its paths here are canonical ones.
 *
 * @param sanitised takes secrets out of histories; null: they stay, as in what comes back from a snapshot
 */
public record Tree(SyncRoot root, Forms forms, @Nullable Sanitised sanitised) {

    public String key() {
        return root.key();
    }

    String at(Side side) {
        return root.at(side);
    }

    TreePath on(Side side, TreePath canonical) {
        return forms.on(side, canonical);
    }

    FileRule rule(TreePath path) {
        return root.rule(path);
    }

    /** The path whose rules hold for what a change brings: a copy beside is what it is a copy of. */
    TreePath ruled(PlannedChange change) {
        return change.action() == PlannedChange.Action.COPY
                ? forms.canonical(change.target().other(), change.source())
                : change.path();
    }

    /** Whether a file's digest is that of another form than the one on disk. */
    boolean isCorrected(TreePath path) {
        FileRule rule = rule(path);
        return (forms.differ() && rule.corrected()) || (sanitised != null && rule.sanitised());
    }

    /** A side's content of a file in canonical form. */
    InputStream canonical(Side side, TreePath path, InputStream content) throws IOException {
        FileRule rule = rule(path);
        InputStream corrected = rule.corrected() ? forms.canonical(side, content) : content;
        return sanitised != null && rule.sanitised() ? sanitised.of(path, corrected) : corrected;
    }

    /** A canonical content of a file as a side has to have it. */
    InputStream contentOn(Side side, TreePath path, InputStream canonical) throws IOException {
        return rule(path).corrected() ? forms.on(side, canonical) : canonical;
    }

    /**
     * A side's content of a file as this machine would have it: no line differs by home directories alone, and none has a secret
     * that is taken out on the way.
     */
    public InputStream asHere(Side side, TreePath path, InputStream content) throws IOException {
        return isCorrected(path) ? contentOn(Side.OURS, path, canonical(side, path, content)) : content;
    }

    /** The permission bits that count. */
    int mode(TreePath path, Entry entry) {
        return switch (entry.kind()) {
            case FILE -> rule(path).mode(entry.mode());
            case DIRECTORY -> entry.mode();
            case LINK, OTHER, UNREADABLE -> 0;
        };
    }

    /** What is compared of an entry; its digest may not be known. */
    Content content(Side side, TreePath path, Entry entry) {
        return switch (entry.kind()) {
            case FILE -> new Content(entry.kind(), mode(path, entry), entry.digest(), null);
            case DIRECTORY -> Content.directory(entry.mode());
            case LINK -> Content.link(forms.canonical(side, Objects.requireNonNull(entry.target())));
            case OTHER, UNREADABLE -> throw new IllegalArgumentException("no content: " + entry.kind());
        };
    }
}
