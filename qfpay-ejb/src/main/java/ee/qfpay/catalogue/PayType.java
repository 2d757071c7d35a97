package ee.qfpay.catalogue;

import ee.qfpay.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One of QFPay's pay types: a wallet in a way of meeting.
 *
 * @param code six digits, 80xxxx: QFPay's {@code pay_type}
 * @param name what users see
 * @param wallet whose money it is
 * @param presentment how payer and merchant meet
 * @param needs what an order must bring, or where it can be paid at all
 * @param carries what the answer hands on to the payer
 * @param refundability whether and how long it can be refunded
 * @param currencies ISO 4217 codes it is known to take; empty = not stated, which is not "none"
 * @param expiry whether the order may name its expiry
 * @param amountAbove the amount must be more than this when it is in the same currency; empty = no rule
 * @param note what a user should know besides; empty for most
 */
public record PayType(
        String code,
        Texts name,
        Wallet wallet,
        Presentment presentment,
        Set<Need> needs,
        Carries carries,
        Refundability refundability,
        List<String> currencies,
        Expiry expiry,
        Optional<Money> amountAbove,
        Optional<Texts> note) {

    /** Whether QFPay takes {@code expired_time} (5 to 120 minutes, 30 when not sent) for a pay type. */
    public enum Expiry {
        SETTABLE,
        /** Not offered by the guide for this pay type: not to be sent. */
        FIXED
    }

    public PayType {
        needs = Set.copyOf(needs);
        currencies = List.copyOf(currencies);
    }

    /**
     * A pay type that QFPay has enabled for a merchant and that stands in no table. Only the way of meeting is known: it
     * is taken to be refundable and to take any currency, and brings what all pay types of its way bring.
     */
    public static PayType outsideTheTable(String code, Presentment presentment) {
        Set<Need> needs = switch (presentment) {
            case CONSUMER_CODE -> Set.of(Need.AUTH_CODE);
            case IN_APP -> Set.of(Need.GOODS_NAME);
            case HOSTED -> Set.of(Need.ELEMENT_OR_CHECKOUT);
            case CARD_PRESENT -> Set.of(Need.POS);
            default -> Set.of();
        };
        Carries carries = switch (presentment) {
            case MERCHANT_QR -> Carries.QR_CODE;
            case WEB, WAP -> Carries.REDIRECT;
            case IN_APP, JSAPI -> Carries.APP_PARAMETERS;
            default -> Carries.NOTHING;
        };
        return new PayType(
                code,
                new Texts(code, code, code),
                Wallet.ANY,
                presentment,
                needs,
                carries,
                new Refundability(Refundability.Rule.REFUNDABLE, OptionalInt.empty()),
                List.of(),
                Expiry.FIXED,
                Optional.empty(),
                Optional.empty());
    }

    public boolean acceptsExpiry() {
        return expiry == Expiry.SETTABLE;
    }

    /** Whether a payment request can create such an order: not for hosted pages and terminals. */
    public boolean createdByRequest() {
        return presentment != Presentment.HOSTED && presentment != Presentment.CARD_PRESENT;
    }

    /** Whether the currency is known or at least not known to be refused. */
    public boolean mayTake(String currency) {
        return currencies.isEmpty() || currencies.contains(currency);
    }

    /** Whether code or name, in any of the three languages, contains the text; blank text is in everything. */
    public boolean matches(String search) {
        return code.contains(Texts.fold(search)) || name.matches(search);
    }
}
