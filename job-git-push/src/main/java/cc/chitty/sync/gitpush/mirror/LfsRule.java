package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.UUID;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.AttributesNode;
import org.eclipse.jgit.attributes.AttributesRule;

/**
 * Which large files go to Git LFS: those that the mirror's own {@code .gitattributes} marks {@code filter=lfs}, as {@code git
 * lfs track} writes it, since without that mark nobody who clones gets more than the pointer.
 *
 * @param wanted whether the settings ask for it
 * @param installed whether {@code git lfs} works
 */
record LfsRule(boolean wanted, boolean installed, AttributesNode attributes, String fingerprint) {

    private static final String FILE = ".gitattributes";

    static LfsRule of(MirrorRules rules, Path mirror, GitLfs program) {
        if (!rules.lfs()) {
            return new LfsRule(false, false, new AttributesNode(), "");
        }
        byte[] text = text(mirror.resolve(FILE));
        AttributesNode node = new AttributesNode();
        try {
            node.parse(new ByteArrayInputStream(text));
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
        boolean installed = program.isInstalled();
        return new LfsRule(true, installed, node, installed + "," + UUID.nameUUIDFromBytes(text));
    }

    private static byte[] text(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? Files.readAllBytes(file)
                    : "".getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
    }

    boolean takes(String path) {
        return wanted && installed && isMarked(path);
    }

    /** The last rule that says anything counts. */
    private boolean isMarked(String path) {
        boolean marked = false;
        for (AttributesRule rule : attributes.getRules()) {
            if (rule.isMatch(path, false)) {
                for (Attribute attribute : rule.getAttributes()) {
                    marked = attribute.getKey().equals("filter") ? "lfs".equals(attribute.getValue()) : marked;
                }
            }
        }
        return marked;
    }

    /** What stands in the way; empty where it is not wanted. */
    String obstacle() {
        if (!wanted) {
            return "";
        }
        return installed ? "; .gitattributes does not mark it filter=lfs" : "; 'git lfs' is not installed";
    }
}
