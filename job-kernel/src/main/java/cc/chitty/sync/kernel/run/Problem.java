package cc.chitty.sync.kernel.run;

/**
 * One item that could not be handled while the run went on.
 *
 * @param where the path or name of the item, as a person would look it up
 * @param what what is wrong with it, in one line
 */
public record Problem(String where, String what) {}
