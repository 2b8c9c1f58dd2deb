/** Makes session files in any number and measures what {@code consolidate} takes for them; run by {@code benchmark.sh}. */
@NullMarked
package cc.chitty.sync.jobs.bench;

import org.jspecify.annotations.NullMarked;
