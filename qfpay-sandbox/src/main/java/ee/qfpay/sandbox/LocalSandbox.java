package ee.qfpay.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A QFPay on this machine: takes signed payments, enquiries, refunds and cancellations on 127.0.0.1, keeps their
 * ledger, lets a payer's phone pay and notifies. No money moves. Several can run in one JVM.
 */
public final class LocalSandbox implements AutoCloseable {
    private static final int THREADS = 64;
    private static final int WAITING_REQUESTS = 1_000;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Agenda agenda;
    private final Books books;
    private final URI address;
    private final SandboxControl control;

    private LocalSandbox(SandboxOptions options) {
        server = bound(options.port());
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        SandboxClock clock = clock(options);
        agenda = new Agenda(clock);
        try {
            books = new Books(clock, options.directory().map(Journal::open).orElse(null));
        } catch (RuntimeException e) {
            server.stop(0);
            throw e;
        }
        threads = threads();
        furnish(options, clock);
        control = new SandboxControl(address);
    }

    /**
     * Starts a sandbox; it serves when this returns.
     *
     * @throws IllegalStateException when the port or the data directory is in use, or the ledger is damaged
     */
    public static LocalSandbox start(SandboxOptions options) {
        // an answer in two small writes would otherwise wait 40 ms for an acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
        LocalSandbox sandbox = new LocalSandbox(options);
        sandbox.agenda.start();
        sandbox.server.start();
        return sandbox;
    }

    private static HttpServer bound(int port) {
        try {
            return HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        } catch (BindException e) {
            throw new IllegalStateException("Port " + port + " on 127.0.0.1 is in use.", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot listen on port " + port + ".", e);
        }
    }

    private static SandboxClock clock(SandboxOptions options) {
        Instant start = options.startAt() == null ? Instant.now() : options.startAt();
        return new SandboxClock(start, options.timeScale());
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_REQUESTS), work -> {
                    Thread thread = new Thread(work, "qfpay-sandbox-http");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private void furnish(SandboxOptions options, SandboxClock clock) {
        Tables tables = new Tables();
        Answers answers = new Answers(tables);
        Faults faults = new Faults(options, answers);
        Notifier notifier = new Notifier(options, clock, agenda);
        Payer payer = new Payer(clock, books, agenda, notifier, faults, tables);
        Branch branch = new Branch(options, clock, books, payer, faults, answers, tables, address);
        Map<String, Desk> desks = desks(branch);
        SlidingWindows windows = new SlidingWindows(clock);
        VisitorLog log = new VisitorLog(clock);
        Scripts scripts = new Scripts();
        Checkstand checkstand = new Checkstand(branch);
        ControlDesk controlDesk =
                new ControlDesk(branch, checkstand, log, scripts, notifier, agenda, windows, desks.values());
        server.setExecutor(threads);
        server.createContext(
                "/trade/", new TradeHandler(branch, new Gatekeeper(options, windows), log, scripts, desks));
        server.createContext("/download/", new BillHandler(branch, new Gatekeeper(options, windows), log, scripts));
        server.createContext("/pay/", new PayPage(branch));
        server.createContext("/checkstand/", new CheckoutPage(branch, checkstand));
        server.createContext("/control/", new ControlHandler(controlDesk));
        books.all().forEach(payer::schedule);
    }

    private static Map<String, Desk> desks(Branch branch) {
        CancelDesk cancel = new CancelDesk(branch);
        return Map.of(
                "/trade/v1/payment", new PaymentDesk(branch),
                "/trade/v1/query", new QueryDesk(branch),
                "/trade/v1/refund", new RefundDesk(branch),
                "/trade/v1/close", cancel,
                "/trade/v1/reversal", cancel);
    }

    /** Base address, such as {@code http://127.0.0.1:8787}. */
    public URI address() {
        return address;
    }

    /** The tester's hand on this sandbox. */
    public SandboxControl control() {
        return control;
    }

    /** Stops serving; what is in the ledger on disk is there at the next start. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        agenda.close();
        books.close();
    }
}
