package cc.chitty.sync.kernel.state;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Set;

/** Directories that only their owner can enter: mode 0700. */
public final class PrivateDirectory {

    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rwx------");

    private PrivateDirectory() {}

    /** Creates the directory and those above it that are missing, all 0700; one that is there stays as it is. */
    public static void create(Path directory) {
        try {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(MODE));
        } catch (FileAlreadyExistsException e) {
            throw StorageFailure.of("create", directory, new NotDirectoryException(directory.toString()));
        } catch (IOException e) {
            throw StorageFailure.of("create", directory, e);
        }
    }

    /** Creates the directory, or closes it to others if it is ours. Each directory closed is added to the repairs. */
    static void ensure(Path directory, List<Problem> repairs) {
        create(directory);
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(directory);
            if (!MODE.containsAll(mode)) {
                requireOurs(directory, mode);
                Files.setPosixFilePermissions(directory, MODE);
                repairs.add(new Problem(directory.toString(), "others could enter it; its mode is now 0700"));
            }
        } catch (IOException e) {
            throw StorageFailure.of("close to others", directory, e);
        }
    }

    private static void requireOurs(Path directory, Set<PosixFilePermission> mode) throws IOException {
        UserPrincipal owner = Files.getOwner(directory);
        if (!isUs(owner, directory)) {
            throw new Failure(
                    FailureCategory.USAGE,
                    "use " + directory,
                    "it belongs to " + owner.getName() + " and others can enter it ("
                            + PosixFilePermissions.toString(mode) + ")",
                    "Make a directory of your own and set " + StateDirectory.VARIABLE + " to it, or run 'chmod 700'.");
        }
    }

    /** A user without a name (containers) cannot be looked up; then the change of the mode itself answers. */
    private static boolean isUs(UserPrincipal owner, Path directory) throws IOException {
        try {
            return owner.equals(directory
                    .getFileSystem()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(System.getProperty("user.name", "")));
        } catch (UserPrincipalNotFoundException e) {
            return true;
        }
    }
}
