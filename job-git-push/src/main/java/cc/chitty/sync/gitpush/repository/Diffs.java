package cc.chitty.sync.gitpush.repository;

import cc.chitty.sync.kernel.secret.SecretFilter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.jspecify.annotations.Nullable;

/** What differs between two commits, as a person reads it. */
public final class Diffs {

    private Diffs() {}

    public static String between(
            OwnRepository repository, @Nullable ObjectId before, @Nullable ObjectId after, SecretFilter secrets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DiffFormatter formatter = new DiffFormatter(out);
                ObjectReader reader = repository.git().newObjectReader()) {
            formatter.setRepository(repository.git());
            formatter.format(tree(repository, reader, before), tree(repository, reader, after));
            formatter.flush();
        } catch (IOException e) {
            throw GitFailure.of("compare commits of", repository.directory(), e);
        }
        return secrets.redact(out.toString(StandardCharsets.UTF_8)).text();
    }

    private static AbstractTreeIterator tree(OwnRepository repository, ObjectReader reader, @Nullable ObjectId commit)
            throws IOException {
        if (commit == null) {
            return new EmptyTreeIterator();
        }
        return new CanonicalTreeParser(null, reader, repository.commit(commit).getTree());
    }
}
