package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.gateway.Particulars;
import ee.qfpay.ledger.Claim;
import ee.qfpay.ledger.Subject;
import ee.qfpay.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What makes an order the same order, when it comes a second time under its number. */
class CheckedOrderTest {
    private static final Money AMOUNT = new Money(5000, "HKD");

    @Test
    void laterTimeAndNewlyScannedCodeAreStillTheSameOrder() {
        CheckedOrder first = Orders.scanned("P1", AMOUNT, "2026-07-14 14:30:00", "281111111111111111");
        CheckedOrder again = Orders.scanned("P1", AMOUNT, "2026-07-14 14:31:07", "282222222222222222");

        assertThat(again.content()).isEqualTo(first.content());
    }

    @Test
    void everythingElseMakesAnotherOrder() {
        List<CheckedOrder> different = List.of(
                Orders.checked("P1", AMOUNT),
                Orders.checked("P1", new Money(5001, "HKD")),
                Orders.checked("P1", new Money(5000, "JPY")),
                Orders.scanned("P1", AMOUNT, "2026-07-14 14:30:00", "281111111111111111"),
                with(15, null, null, null),
                with(null, "tea", null, null),
                with(null, null, "tea", null),
                with(null, null, null, "https://shop.example.com/told"));

        Set<String> contents = different.stream().map(CheckedOrder::content).collect(Collectors.toSet());
        assertThat(contents).hasSameSizeAs(different);
    }

    @Test
    void orderWithoutParticularsHasTheDigestItHadBeforeThereWereAny() {
        CheckedOrder order = order(PaidPayments.account("qfpay.public.url", ""), null);

        assertThat(order.formerContent()).isEqualTo("7503b33113728391e1c6ab877fe9e6a317c45c3e82541d033452fde7e5068f54");
    }

    @Test
    void movedServerAndRenamedAccountLeaveTheOrderTheSame() {
        Account moved = PaidPayments.account("qfpay.public.url", "https://moved.example.com/qfpay");
        Account renamed = Accounts.of(ConfigValues.of(Map.of(
                        "qfpay.appcode", "APPCODE-OF-OTHERS",
                        "qfpay.key", "KEY-OF-OTHERS",
                        "qfpay.accounts", "kowloon",
                        "qfpay.account.kowloon.env", "sandbox",
                        "qfpay.account.kowloon.appcode", "APPCODE-OF-TESTS",
                        "qfpay.account.kowloon.key", "KEY-OF-TESTS")))
                .find("kowloon")
                .orElseThrow();
        String claimed = Orders.checked("P1", AMOUNT).content();

        assertThat(order(moved, null).notifyAddress()).startsWith("https://moved.example.com/");
        assertThat(order(moved, null).content()).isEqualTo(claimed);
        assertThat(order(renamed, null).content()).isEqualTo(claimed);
        assertThat(order(PaidPayments.account("qfpay.appcode", "ANOTHER"), null).content())
                .isNotEqualTo(claimed);
    }

    @Test
    void numberClaimedBeforeTheUpdateIsStillTheSameOrders() {
        CheckedOrder order = Orders.checked("P1", AMOUNT);
        Claim before = new Claim(
                Subject.PAYMENT,
                Digest.of(
                        "payment",
                        "default",
                        "5000 HKD",
                        "800101",
                        "null",
                        "null",
                        "null",
                        "https://shop.example.com/qfpay/callback/default"));
        CheckedOrder another = Orders.checked("P1", new Money(5001, "HKD"));

        assertThat(before.isFor(Subject.PAYMENT, order.content(), order.formerContent()))
                .isTrue();
        assertThat(new Claim(Subject.PAYMENT, order.content())
                        .isFor(Subject.PAYMENT, order.content(), order.formerContent()))
                .isTrue();
        assertThat(before.isFor(Subject.PAYMENT, another.content(), another.formerContent()))
                .isFalse();
        assertThat(before.isFor(Subject.REFUND, order.content(), order.formerContent()))
                .isFalse();
    }

    private static CheckedOrder order(Account account, String ownNotifyAddress) {
        return Orders.checked(account, "P1", AMOUNT, ownNotifyAddress, Particulars.NONE);
    }

    @Test
    void everyParticularMakesAnotherOrderButNotThePayersNetworkAddress() {
        Particulars.MobileSite site = new Particulars.MobileSite("203.0.113.7", "https://s.example", "tea");
        List<Particulars> different = List.of(
                Particulars.NONE,
                new Particulars("https://s.example", null, null, null, null),
                new Particulars(null, "https://s.example", null, null, null),
                new Particulars(null, null, site, null, null),
                new Particulars(null, null, new Particulars.MobileSite("203.0.113.7", "tea", "tea"), null, null),
                new Particulars(null, null, null, "ALIPAYHK", null),
                new Particulars(null, null, null, null, Particulars.Credit.REFUSED));
        Particulars elsewhere = new Particulars(
                null, null, new Particulars.MobileSite("203.0.113.8", "https://s.example", "tea"), null, null);

        assertThat(different.stream().map(one -> content(one)).collect(Collectors.toSet()))
                .hasSameSizeAs(different);
        assertThat(content(elsewhere)).isEqualTo(content(different.get(3)));
        assertThat(content(new Particulars(null, null, null, null, Particulars.Credit.ALLOWED)))
                .isEqualTo(content(Particulars.NONE));
    }

    private static String content(Particulars particulars) {
        return Orders.checked(Orders.account(), "P1", AMOUNT, null, particulars).content();
    }

    @Test
    void contentIsADigestThatShowsNothing() {
        assertThat(Orders.scanned("P1", AMOUNT, "2026-07-14 14:30:00", "281111111111111111")
                        .content())
                .matches("[0-9a-f]{64}");
    }

    @Test
    void authCodeIsInNoText() {
        CheckedOrder order = Orders.scanned("P1", AMOUNT, "2026-07-14 14:30:00", "281111111111111111");

        assertThat(Stream.of(order.toString(), order.command().toString())).noneMatch(text -> text.contains("2811"));
    }

    @Test
    void digestDependsOnTheOrderOfItsParts() {
        assertThat(Digest.of("a", "b")).isEqualTo(Digest.of("a", "b")).isNotEqualTo(Digest.of("b", "a"));
        assertThat(Digest.of("")).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    private static CheckedOrder with(Integer expiry, String goods, String device, String notify) {
        CheckedOrder plain = Orders.checked("P1", AMOUNT);
        return new CheckedOrder(
                plain.account(),
                plain.number(),
                plain.amount(),
                plain.payType(),
                plain.transactionTime(),
                null,
                expiry,
                Duration.ofMinutes(30),
                goods,
                device,
                notify,
                Particulars.NONE,
                List.of());
    }
}
