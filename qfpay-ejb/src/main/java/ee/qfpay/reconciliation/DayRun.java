package ee.qfpay.reconciliation;

import ee.qfpay.access.Caller;
import ee.qfpay.ledger.Owner;
import ee.qfpay.worklist.Matter;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One comparison of one day of one merchant: who asked for it, how far QFPay's list is read, and how it ended. It goes on
 * where it stopped, on whatever node; while it is not over no other one of the day and origin begins.
 */
@Entity
@Table(name = "reconciliation_run")
public class DayRun {

    private static final int WHOLE_DAY = 86_400;
    private static final int NOTE_LENGTH = 255;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String merchant;

    private String account;

    private String environment;

    @Column(name = "finance_day")
    private String financeDay;

    @Enumerated(EnumType.STRING)
    @Column(name = "source")
    private Origin origin;

    @Column(name = "open_key")
    private String openKey;

    @Column(name = "asked_by")
    private String askedBy;

    @Column(name = "asked_at")
    private Instant askedAt;

    private String night;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "read_until")
    private Instant readUntil;

    @Column(name = "part_seconds")
    private int partSeconds;

    @Column(name = "ended_at")
    private Instant endedAt;

    @Enumerated(EnumType.STRING)
    private DayOutcome outcome;

    private String note;

    @Column(name = "rows_read")
    private long rowsRead;

    private int discrepancies;

    @Column(name = "next_at")
    private Instant nextAt;

    @Column(name = "leased_until")
    private Instant leasedUntil;

    private String lease;

    /** Whether a person was told of its differences by one item. */
    @Column(name = "told_at_once")
    private boolean toldAtOnce;

    protected DayRun() {
        // for JPA
    }

    DayRun(Owner owner, FinanceDay day, Origin origin, Caller caller, FinanceDay night, Instant now) {
        this.merchant = owner.merchant();
        this.account = owner.account();
        this.environment = owner.environment();
        this.financeDay = day.toString();
        this.origin = origin;
        this.openKey = keyOf(owner, day, origin);
        this.askedBy = caller.name();
        this.askedAt = now;
        this.night = night == null ? null : night.toString();
        this.partSeconds = WHOLE_DAY;
        this.nextAt = now;
    }

    /** What is unique while the run is not over. */
    static String keyOf(Owner owner, FinanceDay day, Origin origin) {
        return owner.merchant() + " " + day + " " + origin;
    }

    long id() {
        return id;
    }

    Owner owner() {
        return new Owner(merchant, account, environment);
    }

    FinanceDay day() {
        return new FinanceDay(LocalDate.parse(financeDay));
    }

    Origin origin() {
        return origin;
    }

    boolean isOver() {
        return endedAt != null;
    }

    boolean hasFailed() {
        return outcome == DayOutcome.FAILED;
    }

    /** Whether nobody asked for it by hand. */
    boolean isOfANight() {
        return night != null;
    }

    boolean isDue(Instant now) {
        return !isOver() && !nextAt.isAfter(now) && (leasedUntil == null || !leasedUntil.isAfter(now));
    }

    /** Until it takes it, another run of the day may. */
    void leaveDay() {
        openKey = null;
    }

    void takeDay() {
        openKey = keyOf(owner(), day(), origin);
    }

    void leaseTo(String holder, Instant now, Duration time) {
        lease = holder;
        leasedUntil = now.plus(time);
        startedAt = startedAt == null ? now : startedAt;
    }

    Instant leasedUntil() {
        return leasedUntil;
    }

    boolean isLeasedTo(String holder) {
        return !isOver() && holder.equals(lease);
    }

    /** Where the next part of the list begins. */
    Instant from() {
        return readUntil == null ? day().first() : readUntil.plusSeconds(1);
    }

    Instant startedAt() {
        return startedAt;
    }

    /** The last second that was read of the list, or null. */
    Instant readUntil() {
        return readUntil;
    }

    int partSeconds() {
        return partSeconds;
    }

    void read(Instant until, int rows, int nextPart) {
        readUntil = until;
        rowsRead += rows;
        partSeconds = Math.min(WHOLE_DAY, nextPart);
    }

    /** Its rows are all there. */
    void given(int rows) {
        rowsRead = rows;
    }

    long rowsRead() {
        return rowsRead;
    }

    void readShorter(int seconds) {
        partSeconds = seconds;
    }

    void again(Instant at) {
        nextAt = at;
        lease = null;
        leasedUntil = null;
    }

    void tellAtOnce() {
        toldAtOnce = true;
    }

    boolean isToldAtOnce() {
        return toldAtOnce;
    }

    void end(DayOutcome how, int found, String why, Instant now) {
        outcome = how;
        discrepancies = found;
        note = why == null || why.length() <= NOTE_LENGTH ? why : why.substring(0, NOTE_LENGTH);
        endedAt = now;
        openKey = null;
        lease = null;
        leasedUntil = null;
    }

    /** What the item of a day is about that could not be compared. */
    Matter notCompared() {
        return new Matter(merchant + " " + financeDay + " " + origin, account, environment, null, null);
    }

    DayView view() {
        return new DayView(
                id,
                account,
                environment,
                day(),
                origin,
                askedBy,
                askedAt,
                startedAt,
                endedAt,
                outcome,
                note,
                rowsRead,
                discrepancies);
    }
}
