package ee.qfpay.deployment;

import ee.qfpay.account.Accounts;
import ee.qfpay.account.Environment;
import ee.qfpay.account.Settings;
import ee.qfpay.api.PaymentOrder;
import ee.qfpay.api.PaymentReceipt;
import ee.qfpay.api.PaymentStatus;
import ee.qfpay.api.QfpayException;
import ee.qfpay.api.RefundOrder;
import ee.qfpay.payment.PaymentsBean;
import ee.qfpay.refund.RefundsBean;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.logging.Logger;

/**
 * A few orders for somebody who looks at the connector for the first time: really paid, through the same bean that
 * applications inject, at the local sandbox. Made once for a demo database, and never in any other.
 */
@Singleton
@jakarta.ejb.Startup
@DependsOn("Startup")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DemoOrders {

    private static final Logger LOG = Logger.getLogger(DemoOrders.class.getName());

    /** After the web module, which takes the notifications, has started too. */
    private static final Duration AFTER_START = Duration.ofSeconds(2);

    private static final String PAYERS_CODE = "283854702356157409";

    private static final List<PaymentOrder> ORDERS = List.of(
            demo(123_450, "HKD", "800101", "DEMO-1001").goodsName("咖啡機").build(),
            demo(8_800, "HKD", "800008", "DEMO-1002").authCode(PAYERS_CODE).build(),
            demo(45_000, "HKD", "800201", "DEMO-1003").goodsName("Umbrella").build(),
            demo(100, "JPY", "800101", "DEMO-1004").build(),
            demo(29_900, "HKD", "805801", "DEMO-1005").goodsName("茶葉禮盒").build(),
            demo(66_600, "HKD", "802001", "DEMO-1006").build(),
            demo(19_012, "HKD", "800101", "DEMO-1007").goodsName("Refused").build(),
            demo(59_002, "HKD", "801501", "DEMO-1008").goodsName("Answer lost").build(),
            demo(30_000, "HKD", "800708", "DEMO-1009").authCode(PAYERS_CODE).build());

    @Resource
    TimerService timers;

    @EJB
    PaymentsBean payments;

    @EJB
    RefundsBean refunds;

    @EJB
    DatabaseBook database;

    @Inject
    Settings settings;

    @Inject
    Accounts accounts;

    @PostConstruct
    void plan() {
        boolean atTheLocalSandbox = accounts.standard().environment() == Environment.LOCAL;
        if (atTheLocalSandbox && settings.demo() && settings.demoOrders() && database.hasNoOrders()) {
            timers.createSingleActionTimer(AFTER_START.toMillis(), new TimerConfig("demo", false));
        }
    }

    @Timeout
    void make() {
        try {
            ORDERS.forEach(this::pay);
            LOG.info(() -> ORDERS.size() + " demo orders were made at the local sandbox");
        } catch (QfpayException e) {
            LOG.info(() -> "The demo orders stop here: " + e.getMessage());
        }
    }

    /** Scanned payments are paid at once, so part of one can go back at once too. */
    private void pay(PaymentOrder order) {
        PaymentReceipt receipt = payments.pay(order);
        if (receipt.status() == PaymentStatus.PAID) {
            long half = receipt.amountMinor() / 2;
            refunds.refund(RefundOrder.partOf(receipt.orderNumber(), half).because("Demo: half goes back"));
        }
    }

    private static PaymentOrder.Builder demo(long amount, String currency, String payType, String number) {
        return PaymentOrder.of(amount, currency, payType).orderNumber(number).deviceId("demo-till");
    }
}
