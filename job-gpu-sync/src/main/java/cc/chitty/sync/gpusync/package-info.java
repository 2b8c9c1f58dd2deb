/**
 * The job {@code gpu-sync}: this machine and a peer hold the same sessions, configuration, git history, workspace and
 * environment.
 */
@NullMarked
package cc.chitty.sync.gpusync;

import org.jspecify.annotations.NullMarked;
