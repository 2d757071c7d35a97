package ee.qfpay.deployment;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.BrokenConfiguration;
import ee.qfpay.account.Environment;
import ee.qfpay.account.Settings;
import ee.qfpay.account.WebhookReceivers;
import ee.qfpay.catalogue.BrokenTable;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.gateway.OneRequestPerCall;
import ee.qfpay.payment.PayTypes;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.logging.Logger;

/**
 * Checks all that must be true before anything runs. What is wrong stops the deployment, with one sentence that says
 * what to set.
 */
@Singleton
@jakarta.ejb.Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Startup {

    private static final Logger LOG = Logger.getLogger(Startup.class.getName());

    @Inject
    Accounts accounts;

    @Inject
    Settings settings;

    @Inject
    WebhookReceivers receivers;

    @Inject
    CodeTables tables;

    @Inject
    PayTypes payTypes;

    @EJB
    DatabaseBook database;

    @EJB
    FirstUsers users;

    @PostConstruct
    void check() {
        try {
            OneRequestPerCall.assured();
            List<Account> all = accounts.all();
            settings.polling();
            receivers.all();
            tables.payTypes();
            payTypes.assured();
            checkDatabase(all);
            users.prepare();
            String product = database.product();
            all.forEach(account -> tell(account, product));
        } catch (BrokenConfiguration | BrokenTable | Refusal e) {
            LOG.severe(() -> "The QFPay Connector does not start: " + e.getMessage());
            throw e;
        }
    }

    private static void tell(Account account, String product) {
        LOG.info(() -> "Account " + account.name() + " in environment "
                + account.environment().code() + ", database " + product + ", "
                + account.notifyAddress()
                        .map(address -> "notifications at " + address)
                        .orElse("polling only: no public address for notifications"));
    }

    private void checkDatabase(List<Account> all) {
        boolean isH2 = database.product().startsWith("H2");
        boolean isProduction = all.stream().anyMatch(account -> account.environment() == Environment.PROD);
        if (isProduction && isH2 && !settings.h2InProduction()) {
            throw new Refusal(
                    "The environment is prod and the database is H2, one file on one machine: set qfpay.db.class,"
                            + " qfpay.db.url, qfpay.db.user and qfpay.db.password to PostgreSQL, or qfpay.h2.production to true.");
        }
        database.mark(accounts.standard().environment());
    }
}
