package ee.qfpay.refund;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The row of a merchant that whoever opens a capped refund holds until it is written down. */
@Entity
@Table(name = "refund_lane")
public class RefundLane {

    @Id
    private String merchant;

    protected RefundLane() {
        // for JPA: rows are made by hand
    }

    String merchant() {
        return merchant;
    }
}
