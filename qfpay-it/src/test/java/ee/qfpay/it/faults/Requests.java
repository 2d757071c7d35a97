package ee.qfpay.it.faults;

import ee.qfpay.sandbox.ReceivedRequest;
import ee.qfpay.sandbox.SandboxControl;
import java.util.List;

/** Every request that reached QFPay, read once in the order of arrival, none left out. */
final class Requests {

    private final SandboxControl qfpay;
    private long latest;

    Requests(SandboxControl qfpay) {
        this.qfpay = qfpay;
    }

    /**
     * Those that have come since they were last read.
     *
     * @throws AssertionError QFPay no longer keeps some of them
     */
    List<ReceivedRequest> read() {
        List<ReceivedRequest> come = qfpay.requestsAfter(latest);
        if (come.isEmpty()) {
            return come;
        }
        long first = come.get(0).number();
        if (first != latest + 1) {
            throw new AssertionError("QFPay keeps the requests from " + first + " on only: nobody has seen those from "
                    + (latest + 1) + " on");
        }
        latest = come.get(come.size() - 1).number();
        return come;
    }

    /** The number of the latest one that was read, 0 before. */
    long latest() {
        return latest;
    }
}
