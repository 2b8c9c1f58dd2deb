package cc.chitty.sync.gpusync.memory;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Stamp;

/** A file of one side that had this stamp when its canonical form had this digest. */
public record Known(Stamp stamp, Digest digest) {}
