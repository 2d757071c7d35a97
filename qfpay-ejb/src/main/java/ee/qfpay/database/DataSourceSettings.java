package ee.qfpay.database;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;

/**
 * Where the data is kept: {@code qfpay.db.class}, {@code qfpay.db.url}, {@code qfpay.db.user} and
 * {@code qfpay.db.password}, resolved by the server from MicroProfile Config.
 *
 * <p>Without an address it is {@link DefaultAddress}.
 */
@Singleton
@DataSourceDefinition(
        name = "java:app/jdbc/qfpay",
        className = "${MPCONFIG=qfpay.db.class:org.h2.jdbcx.JdbcDataSource}",
        url = "${MPCONFIG=qfpay.db.url}",
        user = "${MPCONFIG=qfpay.db.user:sa}",
        password = "${MPCONFIG=qfpay.db.password:}",
        minPoolSize = 2,
        maxPoolSize = 17)
public class DataSourceSettings {}
