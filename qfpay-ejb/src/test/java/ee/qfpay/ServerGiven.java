package ee.qfpay;

import jakarta.ejb.SessionContext;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What a server gives to beans, for tests without one. */
public final class ServerGiven {

    private ServerGiven() {}

    /** Every call comes from another application whose user nobody knows. */
    public static SessionContext anApplication() {
        return platform(
                SessionContext.class,
                (proxy, method, arguments) -> method.getReturnType() == boolean.class ? Boolean.FALSE : null);
    }

    /**
     * Timers that are only told of.
     *
     * @param armed takes the wait in milliseconds and the timer's name
     */
    public static TimerService timers(BiConsumer<Long, String> armed) {
        return platform(TimerService.class, (proxy, method, arguments) -> {
            if (!method.getName().equals("createSingleActionTimer")) {
                throw new UnsupportedOperationException(method.getName());
            }
            armed.accept((Long) arguments[0], (String) ((TimerConfig) arguments[1]).getInfo());
            return null;
        });
    }

    /** Threads that are only told of what they are to do. */
    public static ManagedExecutorService threads(Consumer<Runnable> given) {
        return platform(ManagedExecutorService.class, (proxy, method, arguments) -> {
            if (!method.getName().equals("execute")) {
                throw new UnsupportedOperationException(method.getName());
            }
            given.accept((Runnable) arguments[0]);
            return null;
        });
    }

    /** A server that has no thread to give, and is only asked for one. */
    public static ManagedThreadFactory noThreads(Runnable asked) {
        return platform(ManagedThreadFactory.class, (proxy, method, arguments) -> {
            asked.run();
            throw new IllegalStateException("no thread");
        });
    }

    /** Something of the platform's that does nothing. */
    public static <T> T silent(Class<T> type) {
        return platform(type, (proxy, method, arguments) -> null);
    }

    private static <T> T platform(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
