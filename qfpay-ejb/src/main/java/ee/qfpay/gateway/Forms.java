package ee.qfpay.gateway;

import ee.qfpay.account.Account;
import ee.qfpay.account.RefundIdentification;
import ee.qfpay.signing.Form;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;

/** Which fields a command becomes on the wire: exactly these and no more, since every one is signed. */
final class Forms {
    private static final String ORDER = "out_trade_no";
    private static final String QFPAY_NUMBER = "syssn";
    private static final int LARGEST_PAGE = 100;

    private Forms() {}

    static Form payment(Account account, PayCommand command) {
        Form form = merchant(account)
                .with("txamt", command.amount().minor())
                .with("txcurrcd", command.amount().currency())
                .with("pay_type", command.payType().code())
                .with(ORDER, command.orderNumber())
                .with("txdtm", command.txdtm())
                .with(
                        "auth_code",
                        command.authCode() == null ? null : command.authCode().digits())
                .with("expired_time", command.expiryMinutes())
                .with("goods_name", command.goodsName())
                .with("udid", command.deviceId())
                .with("notify_url", command.notifyAddress());
        for (Map.Entry<String, String> extra : command.extras().entrySet()) {
            form = form.with(extra.getKey(), extra.getValue());
        }
        return form;
    }

    /** {@code out_trade_no} is the refund's own number; the payment is named by QFPay's number. */
    static Form refund(Account account, RefundCommand command) {
        RefundIdentification by = account.refundIdentification();
        String original = command.originalQfpayNumber();
        return merchant(account)
                .with(ORDER, command.refundNumber())
                .with("txamt", command.amount().minor())
                .with("txdtm", command.txdtm())
                .with(QFPAY_NUMBER, by == RefundIdentification.QF_TRADE_NO ? null : original)
                .with("qf_trade_no", by == RefundIdentification.SYSSN ? null : original);
    }

    static Form cancel(Account account, CancelCommand command) {
        boolean known = command.qfpayNumber() != null && !command.qfpayNumber().isBlank();
        return merchant(account)
                .with(known ? QFPAY_NUMBER : ORDER, known ? command.qfpayNumber() : command.orderNumber())
                .with("txamt", command.amount().minor())
                .with("txdtm", command.txdtm());
    }

    /**
     * Times are sent only when needed: by itself QFPay looks at the current month, by its own clock, which may be in the
     * next one already.
     */
    static Form enquiry(Account account, EnquiryCommand command, Clock clock) {
        boolean single = command.numbers().size() == 1;
        Form form = merchant(account)
                .with(ORDER, String.join(",", command.numbers()))
                .with("txdtm", single ? command.txdtm() : null)
                .with("page_size", single ? null : LARGEST_PAGE);
        Instant from = command.earliest().minus(EnquiryCommand.CLOCK_SLACK);
        Instant until = command.latest().plus(EnquiryCommand.CLOCK_SLACK);
        YearMonth current = QfpayTime.month(clock.instant());
        boolean monthIsSure = QfpayTime.month(clock.instant().plus(EnquiryCommand.CLOCK_SLACK))
                .equals(current);
        if (monthIsSure
                && QfpayTime.month(from).equals(current)
                && !QfpayTime.month(command.latest()).isBefore(current)) {
            return form;
        }
        // QFPay takes no longer span; what was sent again after more than that is most likely known since then
        Instant earliest = QfpayTime.monthBefore(until);
        return form.with("start_time", QfpayTime.text(from.isBefore(earliest) ? earliest : from))
                .with("end_time", QfpayTime.text(until));
    }

    /** Both times always: by itself QFPay looks at the whole current month. */
    static Form window(Account account, WindowCommand command) {
        return merchant(account)
                .with("start_time", QfpayTime.text(command.from()))
                .with("end_time", QfpayTime.text(command.until()))
                .with("page", command.page())
                .with("page_size", WindowCommand.PAGE_SIZE);
    }

    /** What a form is about: our numbers, else QFPay's; null when it asks for a list. */
    static String named(Form form) {
        return form.fields().getOrDefault(ORDER, form.fields().get(QFPAY_NUMBER));
    }

    private static Form merchant(Account account) {
        return Form.empty().with("mchid", account.mchid().orElse(null));
    }
}
