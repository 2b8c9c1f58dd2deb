package cc.chitty.sync.kernel.repository;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections to our H2 file that hand what they commit to the operating system, so that it survives a kill. H2 by itself
 * either does so for each commit, which is most of what a small run costs, or leaves it to a clock. Here the commits of Batch's
 * own bookkeeping ({@link #later}) go to the file together with the next one that is not such.
 *
 * <p>All commits up to a moment are in the file, or none after it: a kill can only set the database back to an earlier moment
 * of a run, from which a restart goes on.
 */
final class StoredDataSource extends DelegatingDataSource {

    private static final ThreadLocal<Boolean> LATER = ThreadLocal.withInitial(() -> false);

    StoredDataSource(DataSource pool) {
        super(pool);
    }

    /** Commits of this thread may wait. */
    static void later(Runnable commit) {
        boolean before = LATER.get();
        LATER.set(true);
        try {
            commit.run();
        } finally {
            LATER.set(before);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return stored(super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return stored(super.getConnection(user, password));
    }

    private static Connection stored(Connection connection) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, new Storing(connection));
    }

    /** One connection of the pool, for as long as it is borrowed. */
    private static final class Storing implements InvocationHandler {

        private final Connection connection;
        /** Whether a statement may have been committed as soon as it was done. */
        private boolean committing;

        Storing(Connection connection) {
            this.connection = connection;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            switch (method.getName()) {
                case "createStatement", "prepareStatement", "prepareCall" -> committing |= connection.getAutoCommit();
                case "close" -> closing();
                case "equals" -> {
                    return arguments != null && proxy == arguments[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                default -> {}
            }
            Object result = call(method, arguments);
            if (method.getName().equals("commit") && !LATER.get()) {
                store();
            }
            return result;
        }

        private void closing() throws SQLException {
            if (committing && !LATER.get() && !connection.isClosed()) {
                store();
            }
            committing = false;
        }

        /** Costs next to nothing where everything is in the file. */
        private void store() throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("checkpoint");
            }
        }

        private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }
    }
}
