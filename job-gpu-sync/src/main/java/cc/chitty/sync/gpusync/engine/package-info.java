/** How contents get from one side into the staging directory of the other: rsync, a packed stream, SFTP. All have the same safety. */
@NullMarked
package cc.chitty.sync.gpusync.engine;

import org.jspecify.annotations.NullMarked;
