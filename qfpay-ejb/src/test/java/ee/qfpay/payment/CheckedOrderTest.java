package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.gateway.Particulars;
import ee.qfpay.money.Money;
import java.time.Duration;
import java.util.List;
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
        assertThat(Orders.checked("P1", AMOUNT).content())
                .isEqualTo("7503b33113728391e1c6ab877fe9e6a317c45c3e82541d033452fde7e5068f54");
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
        CheckedOrder plain = Orders.checked("P1", AMOUNT);
        return new CheckedOrder(
                        plain.account(),
                        plain.number(),
                        plain.amount(),
                        plain.payType(),
                        plain.transactionTime(),
                        null,
                        null,
                        plain.lifetime(),
                        null,
                        null,
                        null,
                        particulars,
                        List.of())
                .content();
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
