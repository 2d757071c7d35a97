package ee.qfpay.sandbox;

import com.google.gson.JsonObject;
import ee.qfpay.sandbox.SentNotification.Attempt;
import ee.qfpay.sandbox.SentNotification.State;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells the merchant of successful payments and refunds, as QFPay does: a signed post, repeated after 2, 10, 10 and
 * 60 minutes, 2, 6 and 15 hours by the sandbox's clock until HTTP 200 and SUCCESS come back.
 */
final class Notifier {
    private static final List<Duration> RETRIES = List.of(
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(60),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(15));
    private static final Duration LATE = Duration.ofMinutes(5);
    private static final int COPIES = 3;
    private static final int KEPT = 20_000;

    private final SandboxOptions options;
    private final SandboxClock clock;
    private final Agenda agenda;
    private final Postman postman = new Postman();
    private final TreeMap<Long, Notification> kept = new TreeMap<>();
    private long lastId;
    private boolean holding;

    Notifier(SandboxOptions options, SandboxClock clock, Agenda agenda) {
        this.options = options;
        this.clock = clock;
        this.agenda = agenda;
    }

    /** Announces a success; the magic of its amount may double or delay it. */
    void announce(Transaction entry, Optional<Magic> magic) {
        Notification notification = keep(entry);
        Optional<String> obstacle = Postman.obstacle(notification.url);
        if (obstacle.isPresent()) {
            notification.notSent(obstacle.get());
            return;
        }
        notification.copies =
                magic.filter(Magic.DUPLICATE_NOTIFICATIONS::equals).isPresent() ? COPIES : 1;
        boolean late = magic.filter(Magic.LATE_NOTIFICATION::equals).isPresent();
        plan(notification, late ? LATE : Duration.ZERO);
    }

    private synchronized Notification keep(Transaction entry) {
        String url = entry.notifyUrl == null ? options.registeredNotifyUrl() : entry.notifyUrl;
        String body = PythonJson.write(body(entry));
        String signature = Signatures.ofBody(body, options.keys().get(0), "MD5");
        Notification notification = new Notification(++lastId, entry, url, body, signature);
        kept.put(notification.id, notification);
        if (kept.size() > KEPT) {
            kept.pollFirstEntry();
        }
        return notification;
    }

    private JsonObject body(Transaction entry) {
        JsonObject json = new JsonObject();
        json.addProperty("status", "1");
        json.addProperty("pay_type", entry.payType);
        json.addProperty("sysdtm", SandboxClock.text(entry.sysMillis));
        json.addProperty("paydtm", SandboxClock.text(entry.paidMillis));
        json.addProperty("goods_name", entry.goodsName);
        json.addProperty("txcurrcd", entry.currency);
        json.addProperty("txdtm", entry.txdtm);
        if (options.mchid() != null) {
            json.addProperty("mchid", options.mchid());
        }
        json.addProperty("txamt", Long.toString(entry.amount));
        json.addProperty("exchange_rate", "");
        json.addProperty("chnlsn2", "");
        json.addProperty("out_trade_no", entry.orderNumber);
        json.addProperty("syssn", entry.syssn);
        if (entry.foreign && entry.originalSyssn != null) {
            // seen, though not documented, where a refund was made at a terminal
            json.addProperty("orig_syssn", entry.originalSyssn);
        }
        json.addProperty("cash_fee_type", "");
        json.addProperty("cancel", entry.cancel);
        json.addProperty("respcd", "0000");
        json.addProperty("goods_info", "");
        json.addProperty("cash_fee", "0");
        json.addProperty("notify_type", entry.type());
        json.addProperty("chnlsn", "");
        json.addProperty("cardcd", "");
        return json;
    }

    private void plan(Notification notification, Duration after) {
        agenda.at(clock.instant().plus(after), () -> deliver(notification));
    }

    private void deliver(Notification notification) {
        synchronized (this) {
            if (holding) {
                notification.state(State.HELD);
                return;
            }
        }
        boolean accepted = post(notification);
        if (!accepted) {
            retry(notification);
            return;
        }
        notification.state(State.DELIVERED);
        if (--notification.copies > 0) {
            plan(notification, Duration.ZERO);
        }
    }

    private boolean post(Notification notification) {
        Attempt attempt =
                postman.post(URI.create(notification.url), notification.body, notification.signature, clock.millis());
        notification.tried(attempt);
        return attempt.status() == 200 && attempt.answer().strip().equals("SUCCESS");
    }

    private void retry(Notification notification) {
        int tried = notification.tries();
        if (tried > RETRIES.size()) {
            notification.state(State.GIVEN_UP);
            return;
        }
        notification.state(State.WAITING);
        agenda.at(clock.instant().plus(RETRIES.get(tried - 1)), () -> deliverIfWaiting(notification));
    }

    /** A retry is no longer wanted when a resend was accepted before its time came. */
    private void deliverIfWaiting(Notification notification) {
        if (notification.state() == State.WAITING) {
            deliver(notification);
        }
    }

    /** Sends one again now, whatever became of it. */
    void resend(long id) {
        Notification notification;
        synchronized (this) {
            notification = kept.get(id);
        }
        if (notification == null) {
            throw new IllegalArgumentException("There is no notification " + id + ".");
        }
        Postman.obstacle(notification.url).ifPresent(reason -> {
            throw new IllegalArgumentException("Notification " + id + " cannot be sent: " + reason + ".");
        });
        plan(notification, Duration.ZERO);
    }

    /** Keeps back everything that falls due from now on. */
    synchronized void hold() {
        holding = true;
    }

    /** Lets go what was kept back, the latest first when asked to turn the order round. */
    void release(Release order) {
        List<Notification> held;
        synchronized (this) {
            holding = false;
            held = new ArrayList<>(kept.values());
        }
        held.removeIf(notification -> notification.state() != State.HELD);
        if (order == Release.LATEST_FIRST) {
            Collections.reverse(held);
        }
        held.forEach(notification -> plan(notification, Duration.ZERO));
    }

    synchronized List<SentNotification> all() {
        return kept.values().stream().map(Notification::snapshot).toList();
    }

    synchronized void clear() {
        kept.clear();
        holding = false;
    }
}
