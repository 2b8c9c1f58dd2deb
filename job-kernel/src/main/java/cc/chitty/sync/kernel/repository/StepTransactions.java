package cc.chitty.sync.kernel.repository;

import org.springframework.transaction.PlatformTransactionManager;

/**
 * What a job gives its steps.
 *
 * @param stored for steps that write tables of ours: what is committed survives a kill of the process
 * @param noted for steps that write files alone: that the step was done may be forgotten by a kill, and then it is done again
 */
public record StepTransactions(PlatformTransactionManager stored, PlatformTransactionManager noted) {}
