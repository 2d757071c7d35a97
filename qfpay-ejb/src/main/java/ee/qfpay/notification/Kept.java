package ee.qfpay.notification;

/** The two kinds of bodies in the inbox, each with its own limit for a day. */
enum Kept {
    VERIFIED,
    UNVERIFIED
}
