/**
 * Sorted files of one JSON object a line: the journals, which are the truth, and the spool of claims on its way into
 * them. A sorted file is its own index: a todo is found by binary search, and a few changed lines are spliced into a
 * copy whose other ranges the operating system copies.
 */
@NullMarked
package cc.chitty.sync.consolidate.journal;

import org.jspecify.annotations.NullMarked;
