package ee.qfpay.catalogue;

import java.util.Optional;

/**
 * A response code of QFPay.
 *
 * @param code four digits: {@code respcd}
 * @param text what users see; never compared with the text of an answer
 * @param meaning what it says about the money
 * @param origin whether the guide lists it
 * @param advice what to check and whom to ask; empty for success
 */
public record ResponseCode(String code, Texts text, Meaning meaning, Origin origin, Optional<Texts> advice) {

    /** How we know of a code. */
    public enum Origin {
        /** In the guide's table of 52. */
        GUIDE,
        /** In no current table of QFPay, but seen in answers or in its older documents. */
        ELSEWHERE
    }

    /** Whether code or text, not the advice, in any of the three languages, contains the search; blank text is in everything. */
    public boolean matches(String search) {
        return code.contains(Texts.fold(search)) || text.matches(search);
    }
}
