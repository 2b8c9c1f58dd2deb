/** What runs replaced, and how to get it back. */
@NullMarked
package cc.chitty.sync.jobs.snapshots;

import org.jspecify.annotations.NullMarked;
