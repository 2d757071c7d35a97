package ee.qfpay.bench;

import ee.qfpay.ledger.DueQueue;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Field;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/** What it costs to find the rows that are due among ever more that are not, as the connector itself does it. */
final class DueCost {
    private static final String MERCHANT = "0123456789abcdef0123456789abcdef";
    private static final int[] SIZES = {1_000, 100_000, 1_000_000};
    private static final String[] NAMES = {"1k", "100k", "1m"};
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int DUE = 100;
    private static final int TIMES = 60;
    private static final int WARM = 200;

    private final Database database;
    private final Figures figures;

    DueCost(Database database, Figures figures) {
        this.database = database;
        this.figures = figures;
    }

    void measure() throws SQLException, ReflectiveOperationException {
        double[] few = new double[SIZES.length];
        double[] all = new double[SIZES.length];
        for (int size = 0; size < SIZES.length; size++) {
            few[size] = millis(
                    SIZES[size],
                    DUE,
                    queue -> queue.merchants().size()
                            + queue.lease(MERCHANT, "bench", LEASE, DUE).size());
            figures.plain("due.find." + NAMES[size], few[size], "ms");
            all[size] = millis(
                    SIZES[size],
                    SIZES[size],
                    queue -> queue.merchants().size()
                            + queue.leaseFresh(MERCHANT, 3, "bench", LEASE, DUE).size()
                            + queue.leaseFrom(MERCHANT, Instant.now().minus(LEASE), "bench", LEASE, DUE)
                                    .size());
            figures.plain("due.find.backlog." + NAMES[size], all[size], "ms");
        }
        figures.atMost("due.find.1m.over.1k", few[2] / few[0], "times", 3);
        figures.atMost("due.find.backlog.1m.over.1k", all[2] / all[0], "times", 3);
        database.execute("truncate table due");
    }

    /** The median of finding and leasing a hundred rows, which is undone each time. */
    private double millis(int rows, int due, ToIntFunction<DueQueue> find)
            throws SQLException, ReflectiveOperationException {
        database.execute(
                "truncate table due",
                "insert into due (subject, subject_id, merchant, account, environment, number, recorded_at, sent_at,"
                        + " next_at, tries, not_found, stage, slow, set_aside) select 'PAYMENT', x, '" + MERCHANT
                        + "', 'default', 'sandbox', 'D' || x, now() - x * interval '1 millisecond',"
                        + " now() - x * interval '1 millisecond', case when x <= " + due
                        + " then now() - interval '1 minute'"
                        + " else now() + interval '1 hour' + x * interval '1 millisecond' end, 3, 0, 'WATCH', false, false"
                        + " from generate_series(1, " + rows + ") x",
                "vacuum analyze due");
        double[] times = new double[TIMES];
        for (int time = -WARM; time < TIMES; time++) {
            long took = found(find);
            if (time >= 0) {
                times[time] = took / 1e6;
            }
        }
        Arrays.sort(times);
        return times[TIMES / 2];
    }

    private long found(ToIntFunction<DueQueue> find) throws ReflectiveOperationException {
        try (EntityManager entities = database.factory().createEntityManager()) {
            DueQueue queue = new DueQueue();
            give(queue, "entities", entities);
            give(queue, "clock", Clock.systemUTC());
            entities.getTransaction().begin();
            long begin = System.nanoTime();
            int found = find.applyAsInt(queue);
            long took = System.nanoTime() - begin;
            entities.getTransaction().rollback();
            if (found != DUE + 1) {
                throw new IllegalStateException("found " + found);
            }
            return took;
        }
    }

    private static void give(DueQueue queue, String name, Object value) throws ReflectiveOperationException {
        Field field = DueQueue.class.getDeclaredField(name);
        field.setAccessible(true);
        field.set(queue, value);
    }
}
