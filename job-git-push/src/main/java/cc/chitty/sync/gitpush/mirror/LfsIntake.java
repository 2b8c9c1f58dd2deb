package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.DurableFile;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Puts large files into the store of Git LFS. */
record LfsIntake(LfsRule rule, GitLfs program, LargeFiles files) {

    static LfsIntake of(MirrorRules rules, Path mirror, OwnRepository repository) {
        GitLfs program = new GitLfs(repository.directory());
        return new LfsIntake(LfsRule.of(rules, mirror, program), program, new LargeFiles(repository));
    }

    /** What was decided where this differs counts no longer. */
    String fingerprint() {
        return rule.fingerprint();
    }

    /**
     * Stores the content, so that it is on disk.
     *
     * @return the pointer to it; empty if it has not that size
     */
    Optional<String> store(InputStream content, long size) {
        String text = program.clean(content);
        LfsPointer pointer = LfsPointer.parse(text)
                .orElseThrow(() -> new Failure(
                        FailureCategory.RETRYABLE, "run 'git lfs clean'", "it gave no pointer", "Look at git lfs."));
        Path stored = files.file(pointer);
        if (pointer.size() != size || !Files.exists(stored)) {
            return Optional.empty();
        }
        DurableFile.sync(stored);
        for (Path directory = stored.getParent();
                directory != null && directory.startsWith(files.directory());
                directory = directory.getParent()) {
            DurableFile.sync(directory);
        }
        return Optional.of(text);
    }
}
