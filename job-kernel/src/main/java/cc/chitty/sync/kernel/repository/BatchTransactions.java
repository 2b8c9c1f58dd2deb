package cc.chitty.sync.kernel.repository;

import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** The transactions of Batch's own bookkeeping, see {@link StoredDataSource}. */
final class BatchTransactions extends JdbcTransactionManager {

    private static final long serialVersionUID = 1L;

    BatchTransactions(DataSource source) {
        super(source);
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        StoredDataSource.later(() -> super.doCommit(status));
    }
}
