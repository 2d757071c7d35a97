package ee.qfpay.payment;

import ee.qfpay.account.Account;
import ee.qfpay.api.QfpayException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Enquiries about the same thing at the same time share one call to QFPay: the first one makes it, and the others wait for what
 * comes of it. On this node; two nodes may ask once each.
 */
@ApplicationScoped
public class SharedCalls {
    private final Map<String, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

    /**
     * Makes the call, or waits for somebody else's that runs already.
     *
     * @param about what is asked about, such as "payment 17"
     * @throws QfpayException what the call threw, for everybody who waited for it
     */
    public void share(String about, Account account, Runnable call) {
        CompletableFuture<Void> own = new CompletableFuture<>();
        CompletableFuture<Void> first = running.putIfAbsent(about, own);
        if (first == null) {
            make(about, own, call);
        } else {
            await(first, CallTime.withRoom(account));
        }
    }

    /** The same for a call that has an answer of its own. */
    public <T> T share(String about, Account account, Runnable call, Supplier<T> afterwards) {
        share(about, account, call);
        return afterwards.get();
    }

    /**
     * Takes those of several things that nobody asks about yet: the caller makes one call about them, and whoever asks about one of
     * them meanwhile waits for it.
     */
    Taken take(Collection<String> abouts) {
        Taken taken = new Taken();
        for (String about : abouts) {
            CompletableFuture<Void> first = running.putIfAbsent(about, taken.over);
            if (first == null) {
                taken.own.add(about);
            } else if (first != taken.over) {
                taken.others.add(first);
            }
        }
        return taken;
    }

    /** What one call is about, and whom else to wait for. Closed when the call is over, whatever came of it. */
    final class Taken implements AutoCloseable {
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private final Set<String> own = new HashSet<>();
        private final List<CompletableFuture<Void>> others = new ArrayList<>();

        boolean has(String about) {
            return own.contains(about);
        }

        @Override
        public void close() {
            own.forEach(about -> running.remove(about, over));
            over.complete(null);
        }

        /**
         * After the own call, or two might wait for each other. What the others were refused, the record does not tell.
         *
         * @param end when nobody waits any more
         */
        void awaitOthers(InstantSource clock, Instant end) {
            for (CompletableFuture<Void> other : others) {
                Duration left = Duration.between(clock.instant(), end);
                try {
                    await(other, left.isNegative() ? Duration.ZERO : left);
                } catch (QfpayException | IllegalStateException refused) {
                    // the record is the answer
                }
            }
        }
    }

    private void make(String about, CompletableFuture<Void> own, Runnable call) {
        try {
            call.run();
            own.complete(null);
        } catch (RuntimeException | Error e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            running.remove(about, own);
        }
    }

    /** As long as a call can last. Who waits in vain has the connector's own record, like everybody whose call is not answered. */
    private static void await(CompletableFuture<Void> call, Duration longest) {
        try {
            call.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException tooLong) {
            // the record is the answer
        } catch (ExecutionException e) {
            if (e.getCause() instanceof QfpayException refused) {
                throw refused;
            }
            throw new IllegalStateException("The enquiry that this one shared failed", e.getCause());
        }
    }
}
