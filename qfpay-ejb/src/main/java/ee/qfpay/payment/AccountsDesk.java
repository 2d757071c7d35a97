package ee.qfpay.payment;

import ee.qfpay.access.Role;
import ee.qfpay.account.Account;
import ee.qfpay.account.AccountView;
import ee.qfpay.account.Accounts;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.halt.HaltBook;
import ee.qfpay.halt.Halted;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** What the console reads of the accounts. Administrators only. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR_NAME)
public class AccountsDesk {

    private static final int MOST_UNSERVED = 100;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    HaltBook halts;

    @Inject
    Accounts accounts;

    @Inject
    Serving serving;

    @Inject
    Gateway gateway;

    /** Every account, the standard one first. */
    public List<AccountLine> accounts() {
        return accounts.all().stream().map(this::line).toList();
    }

    /** What is not settled and belongs to merchants that are not configured here, by account and environment. */
    public List<UnservedRows> unserved() {
        return entities.createQuery(
                        "select d.account, d.environment, count(d.id) from Due d where d.merchant not in :served"
                                + " group by d.account, d.environment order by d.account, d.environment",
                        Object[].class)
                .setParameter("served", serving.merchants())
                .setMaxResults(MOST_UNSERVED)
                .getResultStream()
                .map(row -> new UnservedRows((String) row[0], (String) row[1], (Long) row[2]))
                .toList();
    }

    private AccountLine line(Account account) {
        return new AccountLine(
                AccountView.of(account),
                gateway.budget(account),
                halts.find(account, Halted.PAYMENTS),
                halts.find(account, Halted.REFUNDS));
    }
}
