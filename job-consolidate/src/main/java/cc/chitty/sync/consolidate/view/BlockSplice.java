package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.journal.LineCursor;
import cc.chitty.sync.consolidate.journal.SortedFile;
import cc.chitty.sync.consolidate.journal.SpliceWriter;
import cc.chitty.sync.consolidate.view.ProjectsSplice.OldBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a project's new block out of its old one and of the steps that were done to its lines in {@code todos.json}: the
 * block has one line for each of those, in their order, so lines that stay are counted and copied, not read.
 */
final class BlockSplice {

    private final SortedFile lines;
    private final LineCursor todo;
    private final LineCursor line;
    private final JoinedWriter out;
    private final ProjectBlock block;
    private final Set<String> droppedSessions = new HashSet<>();
    private final Set<String> putSessions = new HashSet<>();
    /** Where the first of the old block's lines starts that is neither copied nor dropped. */
    private long copied;

    private BlockSplice(SortedFile todos, SortedFile lines, SpliceWriter out, ProjectBlock block) {
        this.lines = lines;
        this.todo = cursor(todos);
        this.line = cursor(lines);
        this.out = new JoinedWriter(out, lines);
        this.block = block;
        this.copied = lines.start();
    }

    private static LineCursor cursor(SortedFile file) {
        return new LineCursor(file.channel(), file.start(), file.end());
    }

    /**
     * Writes the block's lines to {@code part}.
     *
     * @param todos the old {@code todos.json}
     * @param projects the old {@code project-coordination.json}
     * @return null where a session may have left the project, which only a look at all of its todos tells
     */
    static @Nullable ProjectBlock of(
            String project, OldBlock old, List<SpliceStep> steps, SortedFile todos, Path projects, Path part)
            throws IOException {
        ProjectBlock block = ProjectBlock.of(project, old.head());
        try (SortedFile lines = old.lines(projects);
                SpliceWriter out = new SpliceWriter(part)) {
            BlockSplice splice = new BlockSplice(todos, lines, out, block);
            for (int i = 0; i < steps.size(); i++) {
                splice.step(steps.get(i), i == steps.size() - 1);
            }
            out.flush();
            return splice.putSessions.containsAll(splice.droppedSessions) ? block : null;
        }
    }

    private void step(SpliceStep step, boolean last) throws IOException {
        if (step instanceof SpliceStep.Keep keep) {
            long until = last ? lines.end() : behind(count(keep));
            out.range(copied, until);
            copied = until;
        } else if (step instanceof SpliceStep.Drop drop) {
            todo.moveTo(drop.at());
            todo.next();
            BriefTodo gone = BriefTodo.read(todo.array(), todo.offset(), todo.length());
            droppedSessions.addAll(gone.sessions());
            block.forget(gone);
            copied = behind(1);
        } else if (step instanceof SpliceStep.Put put) {
            BriefTodo fresh = BriefTodo.read(put.line(), 0, put.line().length);
            putSessions.addAll(fresh.sessions());
            block.take(fresh);
            out.element(fresh.line());
        }
    }

    private long count(SpliceStep.Keep keep) {
        long count = 0;
        todo.moveTo(keep.from());
        while (todo.following() < keep.to() && todo.next()) {
            count++;
        }
        return count;
    }

    /** Where the line starts that comes so many lines after the last one copied. */
    private long behind(long count) {
        line.moveTo(copied);
        long left = count;
        while (left > 0 && line.next()) {
            left--;
        }
        return left > 0 ? lines.end() : Math.min(line.following(), lines.end());
    }
}
