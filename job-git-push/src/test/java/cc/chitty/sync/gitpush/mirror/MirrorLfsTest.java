package cc.chitty.sync.gitpush.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.gitpush.TestRemote;
import cc.chitty.sync.kernel.run.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large files in Git LFS, with a script in the place of {@code git lfs} that keeps its formats. */
class MirrorLfsTest {

    /** Stores and gives back as the real one does; uploads into a directory beside the repository. */
    private static final String SCRIPT = """
            #!/bin/sh
            set -eu
            store=$GIT_DIR/lfs/objects
            at() { printf '%s/%s/%s/%s' "$1" "$(printf %.2s "$2")" "$(printf %s "$2" | cut -c3-4)" "$2"; }
            case $1 in
                version) echo "git-lfs/0.0.0 (a script)" ;;
                clean)
                    mkdir -p "$store" && cat > "$GIT_DIR/lfs/incoming"
                    oid=$(sha256sum < "$GIT_DIR/lfs/incoming" | cut -d' ' -f1)
                    to=$(at "$store" "$oid")
                    mkdir -p "${to%/*}" && mv "$GIT_DIR/lfs/incoming" "$to"
                    printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:%s\\nsize %s\\n' "$oid" "$(stat -c %s "$to")" ;;
                smudge) oid=$(sed -n 's/^oid sha256://p'); cat "$(at "$GIT_DIR/../server" "$oid")" ;;
                push)
                    [ ! -e "$GIT_DIR/../server-is-down" ] || { echo "batch response: no such host" >&2; exit 2; }
                    echo "$2 $3" > "$GIT_DIR/../pushed"; mkdir -p "$GIT_DIR/../server"; cp -R "$store/." "$GIT_DIR/../server" ;;
                *) exit 2 ;;
            esac
            """;

    @TempDir
    Path directory;

    private TestMirror mirror;

    @BeforeEach
    void begin() throws IOException {
        mirror = new TestMirror(directory);
        mirror.rules = new MirrorRules(mirror.rules.secrets(), 0, 1_000, true, 0);
        mirror.write(".gitattributes", "*.iso filter=lfs diff=lfs merge=lfs -text\nraw/*.iso -filter\n");
        mirror.write("disk.iso", "large ".repeat(1_000));
        mirror.write("raw/disk.iso", "large and not marked ".repeat(1_000));
        mirror.write("small.iso", "small");
    }

    private void install() throws IOException {
        Path script = Files.writeString(directory.resolve("git-lfs-script"), SCRIPT);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        mirror.open().close();
        mirror.git("config", "alias.lfs", "!" + script);
    }

    private Path server() {
        return mirror.place.repository().resolveSibling("server");
    }

    @Test
    void where_it_is_not_installed_that_is_said_and_when_it_is_they_go_there() throws IOException {
        mirror.open().close();
        mirror.git("config", "alias.lfs", "!exit 1");
        mirror.commit();
        assertThat(mirror.problems).hasSize(2).allMatch(it -> it.what().contains("'git lfs' is not installed"));
        assertThat(mirror.committed()).containsOnlyKeys(".gitattributes", "small.iso");
        install();
        mirror.commit();
        assertThat(mirror.problems)
                .singleElement()
                .satisfies(it -> assertThat(it.where() + it.what())
                        .startsWith("raw/disk.iso")
                        .contains("does not mark it"));
        assertThat(Objects.requireNonNull(mirror.committed().get("disk.iso")))
                .startsWith("644 version https://git-lfs.github.com/spec/v1\noid sha256:")
                .endsWith("size 6000\n");
        mirror.settle();
        mirror.commit();
        assertThat(mirror.commit().isNew()).isFalse();
        mirror.fsck();
    }

    @Test
    void contents_are_uploaded_before_the_commits_and_are_what_a_restore_writes() throws IOException {
        install();
        String first = Objects.requireNonNull(mirror.commit().id());
        SortedMap<String, String> then = TestMirror.onDisk(mirror.root);
        try (TestRemote remote = new TestRemote(directory.resolve("remote.git"));
                MirrorRepository repository = mirror.open()) {
            Path down = Files.createFile(mirror.place.repository().resolveSibling("server-is-down"));
            assertThatThrownBy(() -> repository.push(mirror.run(), remote.connection(), 1))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("no such host");
            assertThat(remote.tip()).isNull();
            Files.delete(down);
            repository.push(mirror.run(), remote.connection(), 1);
            assertThat(mirror.place.repository().resolveSibling("pushed"))
                    .hasContent("file://" + remote.directory + " refs/heads/main");
            assertThat(server()).isDirectory();
        }
        mirror.write("disk.iso", "changed ".repeat(1_000));
        mirror.commit();
        assertThat(restored(first)).isEqualTo(new Restored(1, 0, 0));
        assertThat(TestMirror.onDisk(mirror.root)).isEqualTo(then);
        assertThat(restored(first)).isEqualTo(new Restored(0, 0, 0));
        mirror.write("disk.iso", "changed ".repeat(1_000));
        deleteStore();
        restored(first);
        assertThat(mirror.root.resolve("disk.iso")).as("from the server").hasContent("large ".repeat(1_000));
        try (MirrorRepository repository = mirror.open()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            repository.history().content(first, "disk.iso", out);
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("large ".repeat(1_000));
            assertThat(repository.history().versions("disk.iso"))
                    .extracting(MirrorVersion::size)
                    .isEqualTo(List.of(8_000L, 6_000L));
        }
    }

    private void deleteStore() throws IOException {
        Path store = mirror.place.repository().resolve("lfs/objects");
        try (var all = Files.walk(store)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    private Restored restored(String commit) {
        mirror.problems.clear();
        try (MirrorRepository repository = mirror.open()) {
            return repository.restore(
                    mirror.run(), repository.plan(mirror.run(), commit, Set.of("disk.iso"), mirror.root));
        }
    }
}
