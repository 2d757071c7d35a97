package ee.qfpay.payment;

import ee.qfpay.access.Caller;
import ee.qfpay.ledger.Source;
import java.time.Instant;

/**
 * Where a finding comes from.
 *
 * @param asOf the moment before QFPay was asked, or when it told us by itself: what was settled here after that moment is
 *     newer than the finding, and no contradiction of it
 */
public record News(Source source, Caller caller, Instant asOf) {}
