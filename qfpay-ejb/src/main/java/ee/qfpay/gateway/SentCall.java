package ee.qfpay.gateway;

import ee.qfpay.account.Account;
import java.time.Duration;
import java.util.Optional;

/**
 * One request to QFPay and what came of it, for whoever counts and logs. Nothing in it is secret.
 *
 * @param number nullable; the order or refund numbers it named, separated by commas, or QFPay's number where it named that
 *     one only; null when a list was read
 * @param took from the first byte sent until the answer was there, or was given up
 * @param skew nullable; how far QFPay's clock is ahead of ours, by an answer that says when something was booked just now
 */
public record SentCall(
        Account account, Endpoint endpoint, Purpose purpose, String number, Reply reply, Duration took, Duration skew) {

    /** How far QFPay's clock is ahead of ours, where the answer told. */
    public Optional<Duration> toldSkew() {
        return Optional.ofNullable(skew);
    }
}
