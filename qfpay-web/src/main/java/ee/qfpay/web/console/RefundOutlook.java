package ee.qfpay.web.console;

import ee.qfpay.api.RefundPreview;
import ee.qfpay.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What the console says, in the user's language, of a refund that is not asked for yet. */
final class RefundOutlook {

    private RefundOutlook() {}

    /** Every reason against it; empty when it may go. One that is newer than the texts stands in the connector's words. */
    static List<String> objections(RefundPreview preview, ConsolePage page) {
        List<String> codes = preview.reasonCodes();
        return Stream.iterate(0, n -> n + 1)
                .limit(codes.size())
                .map(n -> sentence(
                        "refund_rule_" + codes.get(n), preview.reasonTexts().get(n), preview, page))
                .toList();
    }

    /** What will happen with it, and what may still go wrong at QFPay. */
    static List<String> prospects(RefundPreview preview, ConsolePage page) {
        Stream<String> waits = preview.deferredUntil().stream()
                .map(until -> waits(until, preview.deferredBecause().orElse(""), page));
        Stream<String> remains = Stream.of(
                page.text("refund_remains", page.amount(new Money(preview.remainingMinor(), preview.currency()))));
        Stream<String> lastDay = preview.lastDay().stream().map(day -> page.text("refund_last_day", day));
        List<String> codes = preview.warningCodes();
        Stream<String> warnings = Stream.iterate(0, n -> n + 1)
                .limit(codes.size())
                .map(n -> sentence(
                        "refund_warning_" + codes.get(n), preview.warningTexts().get(n), preview, page));
        return Stream.of(waits, warnings, remains, lastDay).flatMap(one -> one).toList();
    }

    /** When a refund that waits is sent, and why it waits. */
    static String waits(Instant until, Object why, ConsolePage page) {
        return page.text("refund_waits", page.time(until) + " " + page.getZoneLabel(), page.word("deferral", why));
    }

    /** The places of these texts, the same for all of them: what is left, the day of payment and the days from it. */
    private static String sentence(String key, String otherwise, RefundPreview preview, ConsolePage page) {
        if (!page.words().has(key)) {
            return otherwise;
        }
        return page.words()
                .text(
                        key,
                        page.amount(new Money(preview.refundableMinor(), preview.currency())),
                        preview.paidOn().map(Object::toString).orElse(""),
                        preview.windowDays().orElse(0),
                        preview.lastDay().map(Object::toString).orElse(""),
                        preview.paidOn().map(day -> day.plusDays(1).toString()).orElse(""));
    }
}
