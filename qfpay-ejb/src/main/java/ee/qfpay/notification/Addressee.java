package ee.qfpay.notification;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Notice;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.payment.PaymentBook;
import ee.qfpay.refund.RefundBook;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the account that a body is meant for. QFPay registers one address for an app code and its key, so that accounts
 * of one agent share it: whose keys verify the body comes first, then the merchant id in it, then who knows the order.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Addressee {

    @EJB
    PaymentBook payments;

    @EJB
    RefundBook refunds;

    @Inject
    Accounts accounts;

    @Inject
    Gateway gateway;

    /** Whose a body is, and what it says. */
    public record Found(Account account, Notice notice) {

        private boolean isSigned() {
            return notice.verdict() == Notice.Verdict.VERIFIED || notice.verdict() == Notice.Verdict.UNREADABLE;
        }
    }

    /**
     * Reads a body as the account that it is meant for.
     *
     * @param addressed the account whose address it was posted to; it has the body when no other has a better claim, and
     *     when nobody's key verifies it
     */
    public Found of(Account addressed, Posted posted) {
        List<Found> signed = Stream.concat(
                        Stream.of(addressed), accounts.all().stream().filter(account -> !account.equals(addressed)))
                .map(account -> new Found(account, gateway.read(account, posted.body(), posted.signature())))
                .filter(Found::isSigned)
                .toList();
        if (signed.isEmpty()) {
            return new Found(addressed, gateway.read(addressed, posted.body(), posted.signature()));
        }
        Transaction told = signed.get(0).notice().transaction();
        if (told == null || signed.size() == 1) {
            return signed.get(0);
        }
        List<Found> named = ofMerchant(told, signed);
        return named.stream()
                .filter(found -> named.size() > 1 && knows(found.account(), told))
                .findFirst()
                .orElse(named.get(0));
    }

    /** Those that have the body's merchant id, else those that may have it because they have none. */
    private static List<Found> ofMerchant(Transaction told, List<Found> signed) {
        if (told.mchid() == null) {
            return signed;
        }
        List<Found> named = with(Optional.of(told.mchid()), signed);
        List<Found> nameless = with(Optional.empty(), signed);
        return !named.isEmpty() ? named : !nameless.isEmpty() ? nameless : signed;
    }

    private static List<Found> with(Optional<String> mchid, List<Found> signed) {
        return signed.stream()
                .filter(found -> found.account().mchid().equals(mchid))
                .toList();
    }

    private boolean knows(Account account, Transaction told) {
        Set<String> merchant = Set.of(account.merchant());
        boolean byNumber = told.orderNumber() != null
                && (payments.find(merchant, told.orderNumber()).isPresent()
                        || refunds.find(merchant, told.orderNumber()).isPresent());
        return byNumber
                || told.originalQfpayNumber() != null
                        && payments.findByQfpayNumber(account.merchant(), told.originalQfpayNumber())
                                .isPresent();
    }
}
