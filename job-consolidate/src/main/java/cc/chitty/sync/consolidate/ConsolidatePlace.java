package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.time.InstantSource;

/**
 * Where and for whom the job works.
 *
 * @param device the id of this device
 * @param where agents keep their files
 */
public record ConsolidatePlace(StateDirectory state, String device, Surroundings where, InstantSource clock) {}
