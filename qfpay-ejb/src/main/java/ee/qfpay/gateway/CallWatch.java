package ee.qfpay.gateway;

import ee.qfpay.account.Account;

/** Who is told of every call to QFPay. What it does is quick; what it throws is logged and changes no call. */
public interface CallWatch {

    /** Nobody watches. */
    CallWatch NOBODY = new CallWatch() {
        @Override
        public void sent(SentCall call) {
            // nobody
        }

        @Override
        public void turnedAway(Account account, Purpose purpose) {
            // nobody
        }
    };

    /** A request has ended, however it did. */
    void sent(SentCall call);

    /** Somebody got no permit: there is no room in the rate limit, or QFPay does not answer the account at present. */
    void turnedAway(Account account, Purpose purpose);
}
