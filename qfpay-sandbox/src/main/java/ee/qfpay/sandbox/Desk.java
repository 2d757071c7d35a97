package ee.qfpay.sandbox;

/** One of QFPay's calls. Served one at a time, while holding the lock of {@link Books}. */
interface Desk {
    /**
     * Serves an admitted call.
     *
     * @throws Refusal when QFPay would answer another code than success
     */
    Answer serve(Form form);

    /** Forgets what it remembers beside the books. */
    default void clear() {}
}
