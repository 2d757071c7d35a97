package ee.qfpay.watch;

import ee.qfpay.account.Account;
import ee.qfpay.gateway.CallWatch;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.SentCall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Hands each call on to who counts, logs and compares clocks. */
@ApplicationScoped
class Watch implements CallWatch {

    @Inject
    CallCounts counts;

    @Inject
    RequestLines lines;

    @Inject
    ClockSkews skews;

    /** The line is first: it is what remains where counting fails. */
    @Override
    public void sent(SentCall call) {
        lines.log(call);
        counts.count(call);
        skews.told(call);
    }

    @Override
    public void turnedAway(Account account, Purpose purpose) {
        counts.turnedAway(account, purpose);
    }
}
