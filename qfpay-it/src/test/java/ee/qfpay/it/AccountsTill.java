package ee.qfpay.it;

import ee.qfpay.it.Merchants.Far;
import java.io.IOException;
import java.util.List;

/** The shop's till, told under which account it sells. */
final class AccountsTill {

    private static final String QR = "800101";

    private final Shop shop;

    AccountsTill(Shop shop) {
        this.shop = shop;
    }

    /** Places a QR order. */
    Told place(String account, String number, long amount) throws IOException, InterruptedException {
        return pay(account, number, amount, QR).send();
    }

    Shop.Order pay(String account, String number, long amount, String payType) {
        return shop.pay(amount, "HKD", payType).with("number", number).with("account", account);
    }

    /** Places a QR order and has it paid at this account's QFPay. */
    void paid(Far far, String account, String number, long amount) throws IOException, InterruptedException {
        place(account, number, amount);
        Merchants.qfpay(far).pay(number);
        Merchants.qfpay(far).settleDown();
    }

    Told refund(String number, long amount, String refund) throws IOException, InterruptedException {
        return shop.refund(number).with("amount", amount).with("refund", refund).send();
    }

    /** Waits until the order is paid; its moves. */
    List<String> await(String number) throws IOException, InterruptedException {
        shop.await(number, "PAID");
        return AtTheShop.moves(number);
    }
}
