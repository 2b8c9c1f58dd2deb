package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.journal.Spool;
import cc.chitty.sync.consolidate.merge.Merge;
import cc.chitty.sync.consolidate.merge.MergeResult;
import cc.chitty.sync.consolidate.merge.Workplace;
import cc.chitty.sync.consolidate.publish.JournalMending;
import cc.chitty.sync.consolidate.publish.Published;
import cc.chitty.sync.consolidate.publish.Publisher;
import cc.chitty.sync.consolidate.todo.LawSettings;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.time.Instant;

/**
 * Brings the views into agreement with journals that another job replaced. Only between runs of consolidate, see {@link
 * Consolidate#exclusively}.
 */
public final class ViewRefresh {

    private final StateDirectory state;
    private final String device;
    private final LawSettings law;
    private final Published published;
    private final Publisher publisher;

    public ViewRefresh(StateDirectory state, String device, LawSettings law, Publisher.Keeper keeper) {
        this.state = state;
        this.device = device;
        this.law = law;
        this.published = new Published(state);
        this.publisher = new Publisher(state, keeper);
    }

    /** The same for another state directory, such as the copy that a rehearsal works on; keeps nothing. */
    public ViewRefresh on(StateDirectory other) {
        return new ViewRefresh(other, device, law, (run, files) -> {});
    }

    /** From here on the views do not count until {@link #run}: to be called before the first journal is replaced. */
    public void distrust() {
        try {
            published.forget();
        } catch (IOException e) {
            throw StorageFailure.of("forget what was published in", state.root(), e);
        }
    }

    /**
     * Completes what an earlier run had recorded, merges the claims that wait, and makes the views anew where they are not
     * those of the journals. Reads no journal where nothing of that is needed.
     *
     * @param run under which the views it replaces are kept, letters and digits
     * @return whether anything was published
     */
    public boolean run(String run) {
        try {
            publisher.complete();
            mend();
            boolean current = published.isCurrent(law.digest());
            if (current && new Spool(state.spool()).waiting().isEmpty()) {
                return false;
            }
            MergeResult result = merge(current);
            publisher.record(run, result, device, law.digest());
            publisher.complete();
            return true;
        } catch (IOException e) {
            throw StorageFailure.of("make the views anew in", state.root(), e);
        }
    }

    /**
     * What was damaged behind our back must not be passed on. Where nothing counts as published, the journals were just
     * replaced by others that had been looked through.
     */
    private void mend() throws IOException {
        if (!published.facts().isEmpty() || published.damage().isPresent()) {
            JournalMending mending = new JournalMending(state);
            for (JournalMending.Damage damage : mending.damages(false)) {
                mending.mend(damage, false);
            }
        }
    }

    private MergeResult merge(boolean current) throws IOException {
        Workplace place = Workplace.of(state);
        if (!current) {
            return Merge.ofEverything(state, place, device, law, published.isAsPublished(state.todosView()));
        }
        String newest = published.facts().get("newest");
        return Merge.ofChanges(state, place, device, law, newest == null ? null : Instant.parse(newest));
    }
}
