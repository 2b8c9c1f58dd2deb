/**
 * What was seen on one side: paths, entries, digests. Pure: no input or output, no clock.
 *
 * <p>Absent, ignored and unreadable are three different things; only what a complete scan has proven absent may become a
 * deletion.
 */
@NullMarked
package cc.chitty.sync.gpusync.manifest;

import org.jspecify.annotations.NullMarked;
