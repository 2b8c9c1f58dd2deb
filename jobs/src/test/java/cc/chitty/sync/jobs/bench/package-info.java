/** Measures the whole program from outside. */
@NullMarked
package cc.chitty.sync.jobs.bench;

import org.jspecify.annotations.NullMarked;
