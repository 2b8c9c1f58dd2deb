package cc.chitty.sync.gitpush.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which links may be kept: those that lead to a place in the mirror, whatever is there. */
record Links(Path root) {

    boolean mayBeKept(Path link, Path target) throws IOException {
        if (target.isAbsolute() || !target.equals(Path.of(target.toString()))) {
            return false;
        }
        int depth = root.relativize(link).getNameCount() - 1;
        for (Path name : target) {
            String text = name.toString();
            depth += text.equals("..") ? -1 : text.equals(".") ? 0 : 1;
            if (depth < 0) {
                return false;
            }
        }
        return !Files.exists(link) || link.toRealPath().startsWith(root.toRealPath());
    }
}
