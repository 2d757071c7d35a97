package ee.qfpay.polling;

import ee.qfpay.ledger.DueQueue;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** A round of every lane in the calling thread: for whoever wants to see what comes of it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PollRound {

    @EJB
    DueQueue queue;

    @Inject
    Lanes lanes;

    @Inject
    LaneRound round;

    /**
     * Runs a round of each lane now, one after the other, whether or not the timer is switched on.
     *
     * @return how many rows were due
     */
    public int run() {
        int rows = 0;
        for (String merchant : queue.merchants()) {
            rows += round.work(lanes.of(merchant), Crew.ALONE).rows();
        }
        return rows;
    }
}
