/** Runs the scripts as cron and the agents do: with dash, in an empty environment. */
@NullMarked
package cc.chitty.sync.cron;

import org.jspecify.annotations.NullMarked;
