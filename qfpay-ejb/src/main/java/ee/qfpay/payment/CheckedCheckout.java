package ee.qfpay.payment;

import ee.qfpay.gateway.CheckoutCommand;

/**
 * An order for QFPay's checkout page that keeps all rules.
 *
 * @param order what is recorded of it
 * @param command what its address is made of
 * @param content digest of what is asked for, without its times: the same number with another digest is another order
 * @param formerContent the digest that earlier versions claimed the number with
 */
record CheckedCheckout(CheckedOrder order, CheckoutCommand command, String content, String formerContent) {

    /** The signed address for the payer's browser. */
    String address() {
        return command.address(order.account());
    }
}
