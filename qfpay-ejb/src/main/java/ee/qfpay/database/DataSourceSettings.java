package ee.qfpay.database;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;

/**
 * Where the data is kept: {@code qfpay.db.class}, {@code qfpay.db.url}, {@code qfpay.db.user} and
 * {@code qfpay.db.password}, resolved by the server from MicroProfile Config.
 *
 * <p>The default is an H2 file in the home folder of the server's user, named by environment. {@code WRITE_DELAY=0} is
 * not a choice: without it H2 loses committed rows when the process is killed. {@code LOCK_TIMEOUT} because H2 gives up
 * a row lock after 2 s.
 */
@Singleton
@DataSourceDefinition(
        name = "java:app/jdbc/qfpay",
        className = "${MPCONFIG=qfpay.db.class:org.h2.jdbcx.JdbcDataSource}",
        url = "${MPCONFIG=qfpay.db.url:jdbc:h2:file:~/qfpay-data/qfpay;WRITE_DELAY=0;LOCK_TIMEOUT=20000}",
        user = "${MPCONFIG=qfpay.db.user:sa}",
        password = "${MPCONFIG=qfpay.db.password:}",
        minPoolSize = 2,
        maxPoolSize = 17)
public class DataSourceSettings {}
