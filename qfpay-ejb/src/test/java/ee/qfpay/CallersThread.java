package ee.qfpay;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;

/** The server's threads, where there is no server: everything is done at once, in the thread of whoever asks for it. */
final class CallersThread {

    private CallersThread() {}

    static ManagedExecutorService executor() {
        return (ManagedExecutorService) Proxy.newProxyInstance(
                CallersThread.class.getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "execute" -> {
                        ((Runnable) arguments[0]).run();
                        yield null;
                    }
                    case "submit" -> done((Runnable) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    private static CompletableFuture<?> done(Runnable work) {
        try {
            work.run();
            return CompletableFuture.completedFuture(null);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
