package cc.chitty.sync.gitpush;

import cc.chitty.sync.gitpush.repository.Author;

/**
 * What a run goes by besides the remote.
 *
 * @param message first line of a commit
 * @param largest files of this many bytes are refused; 0 for no limit
 * @param attempts how often a push is tried when others are faster
 */
record SyncSettings(String branch, Author author, String message, long largest, int attempts) {}
