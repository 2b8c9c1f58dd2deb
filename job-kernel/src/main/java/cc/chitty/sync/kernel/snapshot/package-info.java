/**
 * What a run is about to replace in the state directory, kept so that it can be taken back.
 *
 * <p>A snapshot is {@code snapshots/<id>/files/<path>} and {@code snapshots/<id>/manifest.properties}; the manifest is written last, so a
 * directory without one is no snapshot but what a killed run left.
 */
@NullMarked
package cc.chitty.sync.kernel.snapshot;

import org.jspecify.annotations.NullMarked;
