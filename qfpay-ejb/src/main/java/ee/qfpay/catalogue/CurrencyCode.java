package ee.qfpay.catalogue;

import java.util.OptionalInt;

/**
 * A currency QFPay lists.
 *
 * @param code ISO 4217, three capital letters
 * @param name what users see
 * @param decimals how many decimals QFPay's minor units stand for; empty = QFPay states none (IDR, MMK) and amounts are
 *     shown unscaled
 */
public record CurrencyCode(String code, Texts name, OptionalInt decimals) {

    /** Whether code or name, in any of the three languages, contains the text; blank text is in everything. */
    public boolean matches(String search) {
        return Texts.fold(code).contains(Texts.fold(search)) || name.matches(search);
    }
}
