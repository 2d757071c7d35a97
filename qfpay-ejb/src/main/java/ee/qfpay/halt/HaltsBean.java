package ee.qfpay.halt;

import ee.qfpay.access.Caller;
import ee.qfpay.access.Role;
import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.Violation;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;

/** Stops and resumes new payments and refunds of an account. Administrators only. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR_NAME)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HaltsBean {

    /** Characters, as people count them. */
    public static final int LONGEST_REASON = 200;

    @Resource
    SessionContext context;

    @EJB
    HaltBook book;

    @Inject
    Accounts accounts;

    /**
     * Stops something at once and on every node; nothing happens when it is stopped already.
     *
     * @param reason why, 1 to {@value #LONGEST_REASON} characters; kept, audited and shown to administrators
     * @throws InvalidOrder the account is not known or the reason is none
     */
    public void stop(String accountName, Halted what, String reason) {
        Account account = account(accountName);
        String why = checked(reason);
        try {
            book.stop(account, what, why, Caller.of(context));
        } catch (EJBException failed) {
            if (book.find(account, what).isEmpty()) {
                throw failed;
            }
            // Somebody else stopped it at the same moment: his reason stands.
        }
    }

    /**
     * Lets it go on.
     *
     * @param reason why, as for {@link #stop}
     * @throws InvalidOrder the account is not known or the reason is none
     */
    public void resume(String accountName, Halted what, String reason) {
        book.resume(account(accountName), what, checked(reason), Caller.of(context));
    }

    private Account account(String name) {
        return accounts.find(name)
                .orElseThrow(() -> new InvalidOrder(
                        List.of(new Violation("account", name, "is the name of a configured account"))));
    }

    private static String checked(String reason) {
        String given = reason == null ? "" : reason.strip();
        boolean fits = !given.isEmpty()
                && given.codePointCount(0, given.length()) <= LONGEST_REASON
                && given.chars().noneMatch(Character::isISOControl);
        if (!fits) {
            throw new InvalidOrder(List.of(new Violation(
                    "reason", "", "is given, with 1 to " + LONGEST_REASON + " characters and no control characters")));
        }
        return given;
    }
}
