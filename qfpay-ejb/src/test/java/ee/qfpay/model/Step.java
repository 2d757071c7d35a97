package ee.qfpay.model;

/**
 * One thing that happens. Its text is one line: the six in this order.
 *
 * @param order which of the shop's orders
 * @param number which refund of the order; which notification; which of the calls of the act meets the fault
 * @param size minor units, or seconds to wait; 0 for all that is left
 * @param fault of a call that the act makes
 * @param death where the server dies: 0 nowhere, 1 before its first transaction begins, 2 after that is committed, 3 before
 *     the second, ...
 */
record Step(Act act, int order, int number, long size, Fault fault, int death) {

    static Step of(String line) {
        String[] words = line.strip().split(" +");
        return new Step(
                Act.valueOf(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Long.parseLong(words[3]),
                Fault.valueOf(words[4]),
                Integer.parseInt(words[5]));
    }

    String orderNumber() {
        return "ORDER-" + order;
    }

    String refundNumber() {
        return "REFUND-" + order + "-" + number;
    }

    @Override
    public String toString() {
        return act + " " + order + " " + number + " " + size + " " + fault + " " + death;
    }
}
