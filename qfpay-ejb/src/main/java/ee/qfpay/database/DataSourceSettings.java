package ee.qfpay.database;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;

/**
 * Where the data is kept: {@code qfpay.db.class}, {@code qfpay.db.url}, {@code qfpay.db.user} and
 * {@code qfpay.db.password}, resolved by the server from MicroProfile Config.
 *
 * <p>Without an address it is {@link DefaultAddress}.
 *
 * <p>A connection is tried before it is lent: those that broke with the database are replaced when it is back, without a
 * restart. All idle ones go with the first that fails: trying each in turn would take its time-out each time. Nobody waits longer than 20 s for another's row lock: Hibernate's own setting does nothing on PostgreSQL, which
 * would wait for ever. The statement is one that H2 and PostgreSQL both read, in milliseconds.
 */
@Singleton
@DataSourceDefinition(
        name = "java:app/jdbc/qfpay",
        className = "${MPCONFIG=qfpay.db.class:org.h2.jdbcx.JdbcDataSource}",
        url = "${MPCONFIG=qfpay.db.url}",
        user = "${MPCONFIG=qfpay.db.user:sa}",
        password = "${MPCONFIG=qfpay.db.password:}",
        minPoolSize = 2,
        maxPoolSize = 17,
        properties = {
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=custom-validation",
            "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
            "fish.payara.fail-all-connections=true",
            "fish.payara.init-sql=set lock_timeout = 20000"
        })
public class DataSourceSettings {}
