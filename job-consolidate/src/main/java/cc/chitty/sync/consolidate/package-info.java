/**
 * The job {@code consolidate}: agents' session files to journal, {@code todos.json}, projects and conflicts.
 *
 * <ol>
 *   <li><b>discover</b>: complete what an earlier run had recorded for publishing; walk every source and compare stamps;
 *       if nothing changed and nothing waits, the run is done.
 *   <li><b>read</b>, in chunks: parse changed files in parallel; write their claims to the spool, durably; then commit
 *       the files' rows. A file that cannot be understood is a problem, and its last good state stays.
 *   <li><b>merge</b>: one pass over the todos the spool speaks of; prepare journal, lifecycle and views in the staging
 *       directory; refuse if a todo would be lost.
 *   <li><b>publish</b>: record what is prepared; keep what it replaces as a snapshot; put file by file in its place.
 * </ol>
 *
 * Each step begins from what is on disk and in the tables, so a run that died anywhere goes on, or starts afresh, to the
 * same end.
 */
@NullMarked
package cc.chitty.sync.consolidate;

import org.jspecify.annotations.NullMarked;
