package cc.chitty.sync.jobs.doctor;

import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.time.Clock;
import java.util.Map;

/**
 * What is looked at.
 *
 * @param state need not be there
 * @param agents where agents keep their files
 */
record Patient(StateDirectory state, Surroundings agents, Map<String, String> environment, Clock clock) {}
