package ee.qfpay.ledger;

import java.util.List;

/**
 * What a taken number stands for.
 *
 * @param content digest of the order or refund it was taken for
 */
public record Claim(Subject kind, String content) {

    /**
     * Whether it was taken for the very same.
     *
     * @param digests of the same order or refund, one for each way that digests were ever made: what was claimed before an
     *     update is still the same afterwards
     */
    public boolean isFor(Subject wanted, String... digests) {
        return kind == wanted && List.of(digests).contains(content);
    }
}
