package cc.chitty.sync.consolidate;

/** A change together with what the last good reading of the file left. */
record FileToRead(SourceChange change, SourceFiles.Left before) {}
