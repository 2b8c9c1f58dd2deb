package cc.chitty.sync.gitpush;

import cc.chitty.sync.gitpush.remote.GitRemote;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** A remote whose client may die as soon as the server has taken the push. */
record DyingRemote(GitRemote real, BooleanSupplier dies) implements GitRemote {
    @Override
    public Optional<ObjectId> tip() {
        return real.tip();
    }

    @Override
    public boolean isEmpty() {
        return real.isEmpty();
    }

    @Override
    public void fetch(Repository into, ObjectId commit) {
        real.fetch(into, commit);
    }

    @Override
    public Pushed push(Repository from, ObjectId commit, @Nullable ObjectId expected) {
        Pushed pushed = real.push(from, commit, expected);
        if (dies.getAsBoolean()) {
            throw new TestDevice.Died();
        }
        return pushed;
    }
}
