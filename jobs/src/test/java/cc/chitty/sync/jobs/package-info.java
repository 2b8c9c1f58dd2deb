/** Tests of the executable jar, and what benchmarks need to see of its inside. */
@NullMarked
package cc.chitty.sync.jobs;

import org.jspecify.annotations.NullMarked;
