package ee.qfpay.refund;

import ee.qfpay.BooksOnH2;
import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.Transaction.Kind;
import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.ledger.AttemptKind;
import ee.qfpay.ledger.Ledger;
import ee.qfpay.ledger.Subject;
import ee.qfpay.money.Money;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.PaymentOnH2;
import java.lang.reflect.Field;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Refunds of one paid payment in a real database. */
final class RefundsOnH2 {

    static final String ORDER = "PAID-1";
    static final String PAID_UNDER = "Q1";
    static final Instant NOW = Instant.parse("2026-07-14T06:30:00Z");

    private static final Map<String, String> CONFIGURED = Map.of(
            "qfpay.env", "sandbox",
            "qfpay.appcode", "APPCODE-OF-TESTS",
            "qfpay.key", "KEY-OF-TESTS",
            "qfpay.public.url", "https://shop.example.com/qfpay");

    private static final ConfigValues CONFIGURATION = ConfigValues.of(CONFIGURED);

    private RefundsOnH2() {}

    /** Empty books whose clock stands still, at an hour in which QFPay takes refunds. */
    static BooksOnH2 books(String name) {
        Settings settings = Settings.of(ConfigValues.of(Map.of()));
        RefundTiming timing = new RefundTiming(settings);
        return new BooksOnH2(
                name,
                Map.of(
                        Clock.class,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        Settings.class,
                        settings,
                        Accounts.class,
                        Accounts.of(CONFIGURATION),
                        RefundTiming.class,
                        timing,
                        RefundRules.class,
                        new RefundRules(CodeTables.load(), timing)));
    }

    /** The same account with further settings, by name and value. */
    static Account account(String... more) {
        Map<String, String> values = new HashMap<>(CONFIGURED);
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return Accounts.of(ConfigValues.of(values)).standard();
    }

    /** An order of 100.00 HKD that is paid. */
    static Payment paid(BooksOnH2.Act act) {
        return PaymentOnH2.paid(act, ORDER, hkd(100_00), PAID_UNDER);
    }

    static Money hkd(long minor) {
        return new Money(minor, "HKD");
    }

    /** A refund that came to this state at some time, its amount set aside or counted as that state has it. */
    static Refund inState(BooksOnH2.Act act, Payment payment, String number, Money part, RefundState state) {
        Refund refund = Refund.record(payment, number, part, "2026-07-14 14:30:00", null, "tests", NOW);
        if (state == RefundState.DEFERRED) {
            refund.putOff(new Deferral(DeferralReason.SPACING, NOW));
        }
        set(refund, state);
        if (state.holdsReservation()) {
            payment.reserve(part);
        }
        if (state == RefundState.REFUNDED) {
            payment.refundUnreserved(part);
            refund.heard(null, null, "R1");
        }
        act.entities().persist(refund);
        act.entities().flush();
        return refund;
    }

    /** Some states are reached by no move from the first. */
    private static void set(Refund refund, RefundState state) {
        try {
            Field field = Refund.class.getDeclaredField("state");
            field.setAccessible(true);
            field.set(refund, state);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes down that a refund is being sent; there is no answer yet. */
    static long sending(BooksOnH2.Act act, Refund refund) {
        return act.bean(Ledger.class).sending(Subject.REFUND, refund.id(), AttemptKind.REFUND, refund.refundNumber());
    }

    /** A refund as QFPay tells of it. */
    static Transaction row(String qfpayNumber, String number, Long minor, String currency, State state) {
        return row(qfpayNumber, number, minor, currency, state, "code", null);
    }

    /** A refund of 40.00 HKD that failed, as QFPay tells of it. */
    static Transaction refused(String number, String responseCode, Instant booked) {
        return row("R1", number, 40_00L, "HKD", State.FAILED, responseCode, booked);
    }

    private static Transaction row(
            String qfpayNumber,
            String number,
            Long minor,
            String currency,
            State state,
            String responseCode,
            Instant booked) {
        return new Transaction(
                Kind.REFUND,
                qfpayNumber,
                PAID_UNDER,
                number,
                minor,
                currency,
                responseCode,
                "",
                state,
                "0",
                null,
                booked,
                null,
                null);
    }

    /** A refund that was made in QFPay's portal. */
    static Transaction portal(long minor) {
        return row("P1", "PORTAL-1", minor, "HKD", State.SUCCEEDED);
    }

    /** The payment, as QFPay marks it once all of it went back. */
    static Transaction marked() {
        return row(PAID_UNDER, ORDER, 100_00L, "HKD", State.SUCCEEDED);
    }

    /** What is counted as gone back, after a minus, and what is set aside, in brackets; nothing where that is zero. */
    static String balance(Payment payment) {
        String back =
                payment.refunded().isZero() ? "" : " -" + payment.refunded().minor();
        String aside =
                payment.reserved().isZero() ? "" : " (" + payment.reserved().minor() + ")";
        return back + aside;
    }
}
