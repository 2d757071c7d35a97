package ee.qfpay.watch;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.watch.Sampling.Sample;
import jakarta.ejb.AsyncResult;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;

/**
 * Reads what the database tells, on a thread of the EJB container's. One of the executor service would not do: who scrapes is no
 * application's thread, and the executor runs nothing for it.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FiguresReading {

    @EJB
    FiguresBook book;

    @Inject
    Accounts accounts;

    @Inject
    Gateway gateway;

    /** Begins to read. */
    @Asynchronous
    public Future<Sample> begin() {
        Figures figures =
                book.read(accounts.all().stream().map(Account::merchant).toList());
        Map<String, Long> budget = new HashMap<>();
        accounts.all()
                .forEach(account ->
                        budget.put(account.merchant(), gateway.budget(account).available()));
        return new AsyncResult<>(new Sample(figures, budget));
    }
}
