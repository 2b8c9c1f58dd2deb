/** What every command stands on: where it was typed, whose process answers it, and how its output looks. */
@NullMarked
package cc.chitty.sync.jobs.command;

import org.jspecify.annotations.NullMarked;
