package cc.chitty.sync.drivesync;

import cc.chitty.sync.kernel.state.DirectoryTree;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Where fetched files wait. Each chunk of each run has a directory of its own, so that a process which outlived its run
 * cannot write into what a later one reads.
 */
record Staging(Path root) {

    /** Removes what earlier runs left. */
    void clear() {
        remove(root);
        PrivateDirectory.create(root);
    }

    /** A new, empty directory. */
    Path begin(long run, int chunk, int attempt) {
        Path tree = root.resolve(run + "-" + chunk + "-" + attempt);
        remove(tree);
        PrivateDirectory.create(tree);
        return tree;
    }

    void remove(Path tree) {
        try {
            if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
                DirectoryTree.delete(tree);
            }
        } catch (IOException e) {
            throw StorageFailure.of("empty", tree, e);
        }
    }
}
