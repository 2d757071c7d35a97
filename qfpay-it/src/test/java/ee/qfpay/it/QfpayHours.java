package ee.qfpay.it;

/** The connector keeps QFPay's closed hours too, and a caller is not patient. Register it before Arquillian. */
final class QfpayHours extends OwnSettings {

    @Override
    void configure(Overruled settings) {
        settings.set("qfpay.refund.blackout", "23:30-00:30");
        settings.set("qfpay.caller.limit", "3s");
    }
}
