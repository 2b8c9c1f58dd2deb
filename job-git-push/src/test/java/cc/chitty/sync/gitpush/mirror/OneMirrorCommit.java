package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.kernel.run.Problem;
import java.nio.file.Path;
import java.util.List;

/** A program that commits a mirror once and says so, to be killed or to be run as somebody else. */
final class OneMirrorCommit {

    private OneMirrorCommit() {}

    /** The command line that commits that mirror in a JVM of its own. */
    static List<String> command(String classPath, Path mirror) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                classPath,
                OneMirrorCommit.class.getName(),
                mirror.resolve("..").normalize().toString(),
                String.valueOf(mirror.getFileName()));
    }

    /** {@code <directory that holds the mirror> <name of the mirror>}. */
    public static void main(String[] arguments) {
        TestMirror mirror = new TestMirror(Path.of(arguments[0]), arguments[1]);
        MirrorCommit commit = mirror.commit();
        for (Problem problem : mirror.problems) {
            System.out.println("problem " + problem.where() + ": " + problem.what());
        }
        System.out.println("done " + commit.id());
    }
}
