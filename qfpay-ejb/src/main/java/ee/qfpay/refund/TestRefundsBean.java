package ee.qfpay.refund;

import ee.qfpay.access.Caller;
import ee.qfpay.access.Role;
import ee.qfpay.api.NotPermitted;
import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.ArrayList;
import java.util.List;

/**
 * The money of live testing for people: what has to go back, and giving it back one payment after the other. Every
 * viewer sees it, a refunder gives it back.
 */
@Stateless
@RolesAllowed(Role.VIEWER_NAME)
@DeclareRoles({Role.VIEWER_NAME, Role.REFUNDER_NAME, Role.ADMINISTRATOR_NAME})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TestRefundsBean {

    /** The most payments in one list. */
    public static final int BATCH = 100;

    private static final int MOST_PAGES = 10;

    private static final String REASON = "Live testing: all of it goes back";

    @Resource
    SessionContext context;

    @EJB
    TestRefundBook book;

    @EJB
    TestRefunds refunds;

    /** Payments with something left to give back, those waiting longest first; at most {@value #BATCH}. */
    public List<TestPayment> open() {
        List<TestPayment> found = new ArrayList<>();
        TestRefundBook.Page page = book.open(0, BATCH);
        found.addAll(page.payments());
        for (int n = 1; n < MOST_PAGES && page.next().isPresent() && found.size() < BATCH; n++) {
            page = book.open(page.next().get(), BATCH);
            found.addAll(page.payments());
        }
        return List.copyOf(found.subList(0, Math.min(BATCH, found.size())));
    }

    /**
     * Gives one payment back whole. However often and by however many it is asked for, no cent goes back twice.
     *
     * @throws NotPermitted the caller is no refunder
     */
    public TestRefundResult refund(TestPayment payment) {
        Caller.requireRole(context, Role.REFUNDER, "refund");
        return refunds.refund(payment, REASON, Caller.of(context));
    }
}
