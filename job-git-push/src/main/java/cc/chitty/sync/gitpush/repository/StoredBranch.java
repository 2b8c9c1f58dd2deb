package cc.chitty.sync.gitpush.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * A branch of a repository of ours that is only looked at: where there is none, none is made, and what is damaged stays as it is.
 *
 * @param directory of the repository
 */
public record StoredBranch(Path directory, String branch) {

    private static final String PACKED = "packed-refs";

    private String ref() {
        return Constants.R_HEADS + branch;
    }

    /** The branch's commit, in full, as one file or two say; empty where none does. Whether the commit is there is not looked at. */
    public String tip() {
        for (String line : lines(ref())) {
            if (ObjectId.isId(line)) {
                return line;
            }
        }
        for (String line : lines(PACKED)) {
            String[] words = line.split(" ", 2);
            if (words.length == 2 && words[1].equals(ref()) && ObjectId.isId(words[0])) {
                return words[0];
            }
        }
        return "";
    }

    private List<String> lines(String file) {
        Path path = directory.resolve(file);
        try {
            return Files.readAllLines(path, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw GitFailure.of("read " + file + " of", directory, e);
        }
    }

    /** Whether a commit is in the history of a branch, this one or another. False where the repository cannot be read. */
    public boolean has(String commit) {
        if (!ObjectId.isId(commit) || !Files.exists(directory.resolve(Constants.CONFIG))) {
            return false;
        }
        OwnGit.isolate();
        try (FileRepository git = new FileRepository(directory.toFile());
                RevWalk walk = new RevWalk(git)) {
            RevCommit wanted = walk.parseCommit(ObjectId.fromString(commit));
            for (Ref head : git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
                if (walk.isMergedInto(wanted, walk.parseCommit(head.getObjectId()))) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false; // what is wrong with it, who opens it for writing finds, and mends
        }
    }

    /** Whether all files of its last commit are there. */
    public boolean isWhole() {
        if (!Files.exists(directory.resolve(Constants.CONFIG))) {
            return false;
        }
        OwnGit.isolate();
        try (FileRepository git = new FileRepository(directory.toFile())) {
            return new Soundness(git, Depth.TREES).of(ref());
        } catch (IOException e) {
            return false; // as in has()
        }
    }
}
