package ee.qfpay.web.console;

import ee.qfpay.money.AmountRefused;
import java.util.List;

/** What the console says beside an amount field whose text was refused. */
final class AmountFault {

    private AmountFault() {}

    /** The message's key. Where the currency has no decimals, or none are stated, that is said instead of a figure. */
    static String key(AmountRefused refusal) {
        if (refusal.reason() == AmountRefused.Reason.TOO_MANY_DECIMALS) {
            if (refusal.decimals().isEmpty()) {
                return "amount_decimals_unstated";
            }
            if (refusal.decimals().getAsInt() == 0) {
                return "amount_no_decimals";
            }
        }
        return "amount_" + refusal.reason().key();
    }

    /** What fills the message's places: the currency, and how many decimals it has. */
    static List<Object> values(AmountRefused refusal) {
        return List.of(refusal.currency(), refusal.decimals().orElse(0));
    }
}
