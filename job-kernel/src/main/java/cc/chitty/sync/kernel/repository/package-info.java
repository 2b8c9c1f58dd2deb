/**
 * The job repository: Spring Batch's metadata and our bookkeeping, in an H2 file of the state directory or on a PostgreSQL.
 * Used by the owner process alone, after it took the owner's lock: that lock is the mutex, Spring Batch is none, and only
 * under it is a run which is still marked as running known to be dead. Each state directory has a database (on PostgreSQL:
 * a database or a schema) of its own.
 *
 * <ol>
 *   <li>{@link cc.chitty.sync.kernel.repository.RepositorySettings} says where it is.
 *   <li>{@link cc.chitty.sync.kernel.repository.RepositoryGuard} opens it: damage is seen, kept, repaired and reported; the
 *       schema is brought up to date.
 *   <li>{@link cc.chitty.sync.kernel.repository.RunRecovery} closes the runs of dead owners.
 *   <li>{@link cc.chitty.sync.kernel.repository.RepositoryConfiguration} gives Spring Batch the same database.
 *   <li>{@link cc.chitty.sync.kernel.repository.RunPruning} removes old runs.
 * </ol>
 */
@NullMarked
package cc.chitty.sync.kernel.repository;

import org.jspecify.annotations.NullMarked;
