package ee.qfpay.ledger;

/**
 * What a taken number stands for.
 *
 * @param content digest of the order or refund it was taken for
 */
public record Claim(Subject kind, String content) {

    /** Whether it was taken for the very same. */
    public boolean isFor(Subject wanted, String wantedContent) {
        return kind == wanted && content.equals(wantedContent);
    }
}
