package cc.chitty.sync.gitpush.mirror;

/** How many files a restore has written and deleted, and how many it has left, each of which was named as a problem. */
public record Restored(int written, int deleted, int left) {}
