package ee.qfpay.payment;

import ee.qfpay.account.Account;
import ee.qfpay.api.QfpayException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
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
            await(first, account);
        }
    }

    /** The same for a call that has an answer of its own. */
    public <T> T share(String about, Account account, Runnable call, Supplier<T> afterwards) {
        share(about, account, call);
        return afterwards.get();
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
    private static void await(CompletableFuture<Void> call, Account account) {
        try {
            call.get(CallTime.withRoom(account).toMillis(), TimeUnit.MILLISECONDS);
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
