@NullMarked
package cc.chitty.sync.jobs;

import org.jspecify.annotations.NullMarked;
