package ee.qfpay.ledger;

import ee.qfpay.gateway.SendLog;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;

/** When requests of one merchant left in the last minute, in the bytes of {@link SendLog}. */
@Entity
@Table(name = "request_log")
class RequestLog {

    static final String INSERT = "insert into request_log (merchant, sent) values (?, ?)";

    @Id
    private String merchant;

    @Column(length = SendLog.MOST_BYTES)
    private byte[] sent;

    protected RequestLog() {
        // for JPA
    }

    /** The columns of an empty log, in the order of {@link #INSERT}. */
    static List<Object> empty(String merchant) {
        return List.of(merchant, SendLog.empty().bytes());
    }

    SendLog sent() {
        return SendLog.read(sent);
    }

    void sent(SendLog log) {
        sent = log.bytes();
    }
}
