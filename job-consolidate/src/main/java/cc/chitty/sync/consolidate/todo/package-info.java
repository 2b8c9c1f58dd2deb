/**
 * The merge law of todos: pure functions over sightings. No clock, no files, no framework.
 *
 * <p>Consolidation, git merge and every later channel use this one law; see {@code docs/merge-law.md}.
 */
@NullMarked
package cc.chitty.sync.consolidate.todo;

import org.jspecify.annotations.NullMarked;
