/** Reads other programs' SQLite databases without writing to, locking or waiting for them. */
@NullMarked
package cc.chitty.sync.consolidate.source.sqlite;

import org.jspecify.annotations.NullMarked;
