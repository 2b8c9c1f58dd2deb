/** Tells a person, or a service that watches for silence, how runs end. Off unless set up; never part of a run's result. */
@NullMarked
package cc.chitty.sync.jobs.notify;

import org.jspecify.annotations.NullMarked;
