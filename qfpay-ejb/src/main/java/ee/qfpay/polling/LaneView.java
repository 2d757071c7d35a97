package ee.qfpay.polling;

import java.time.Duration;

/**
 * How far and how fast the poller is with one account.
 *
 * @param pending rows that are not settled
 * @param pace rows it looks at in a second, while it works
 * @param turn how long it takes to look at all of them once
 * @param shortest the pause after the first look at a row, as configured
 * @param longest the longest pause between two looks at a row, as configured
 */
public record LaneView(String account, long pending, double pace, Duration turn, Duration shortest, Duration longest) {

    /**
     * The pause between two looks at a row that asks for this one, as the load has it: no row is waited with for longer than
     * twice that.
     *
     * @param pause what the row's own back-off says
     */
    public Duration effective(Duration pause) {
        return turn.compareTo(pause) > 0 ? turn : pause;
    }
}
