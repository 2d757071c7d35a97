package ee.qfpay;

import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.not;

import jakarta.annotation.Resource;
import jakarta.ejb.ApplicationException;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import org.hibernate.Session;

/**
 * The connector's session beans with the transactions that their attributes ask for, on {@link BooksOnH2}: what a container
 * does around a call, without a container. For one thread; each kind of bean is made once.
 */
public final class BeansOnH2 {

    private static final Map<Class<?>, Class<?>> STAND_INS = new HashMap<>();

    private final BooksOnH2 books;
    private final Map<Class<?>, Object> provided;
    private final Turns turns;
    private final Map<Class<?>, Object> beans =
            new HashMap<>(Map.of(ManagedExecutorService.class, CallersThread.executor()));
    private final EntityManager entities = (EntityManager) Proxy.newProxyInstance(
            Session.class.getClassLoader(), new Class<?>[] {Session.class}, this::onCurrentSession);

    private Session current;

    /** Is told of every transaction of its own; what it throws ends the call there and then. */
    public interface Turns {
        /** Of nobody who looks. */
        Turns UNWATCHED = new Turns() {
            @Override
            public void beginning() {
                // nobody looks
            }

            @Override
            public void committed() {
                // nobody looks
            }
        };

        /** Nothing has been done. */
        void beginning();

        /** It is committed, and nobody has been told. */
        void committed();
    }

    /** @param provided what is injected besides entity manager and beans, such as the clock; may be added to */
    public BeansOnH2(BooksOnH2 books, Map<Class<?>, Object> provided, Turns turns) {
        this.books = books;
        this.provided = provided;
        this.turns = turns;
    }

    /** Whether a transaction is open now. */
    public boolean inTransaction() {
        return current != null;
    }

    /** A bean, and whatever it has injected. */
    public <T> T bean(Class<T> type) {
        Object known = provided.containsKey(type) ? provided.get(type) : beans.get(type);
        return type.cast(known != null ? known : made(type));
    }

    private Object made(Class<?> type) {
        try {
            Object bean = type.isAnnotationPresent(Stateless.class) ? standIn(type) : plain(type);
            beans.put(type, bean);
            return bean;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make a " + type, e);
        }
    }

    /** The bean itself is made at the first call: beans may know each other. */
    private Object standIn(Class<?> type) throws ReflectiveOperationException {
        Object standIn = constructorOf(STAND_INS.computeIfAbsent(type, BeansOnH2::subclass))
                .newInstance();
        Object[] bean = new Object[1];
        InvocationHandler handler = (self, method, arguments) -> {
            bean[0] = bean[0] == null ? plain(type) : bean[0];
            return called(type, bean[0], method, arguments);
        };
        standIn.getClass().getField("calls").set(standIn, handler);
        return standIn;
    }

    private static Class<?> subclass(Class<?> type) {
        try {
            return new ByteBuddy()
                    .subclass(type)
                    .defineField("calls", InvocationHandler.class, Modifier.PUBLIC)
                    .method(not(isDeclaredBy(Object.class)))
                    .intercept(InvocationHandlerAdapter.toField("calls"))
                    .make()
                    .load(
                            type.getClassLoader(),
                            ClassLoadingStrategy.UsingLookup.of(
                                    MethodHandles.privateLookupIn(type, MethodHandles.lookup())))
                    .getLoaded();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object plain(Class<?> type) throws ReflectiveOperationException {
        Constructor<?> constructor = constructorOf(type);
        Object bean = constructor.newInstance(
                Stream.of(constructor.getParameterTypes()).map(this::bean).toArray());
        for (Field field : type.getDeclaredFields()) {
            inject(bean, field);
        }
        return bean;
    }

    /** Fills the fields of an object that is no bean, or of a bean's subclass, where they ask for it. */
    public <T> T furnish(T object, Class<? super T> declaring) {
        try {
            for (Field field : declaring.getDeclaredFields()) {
                inject(object, field);
            }
            return object;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Constructor<?> constructorOf(Class<?> type) throws NoSuchMethodException {
        Constructor<?> constructor = Stream.of(type.getDeclaredConstructors())
                .filter(one -> one.isAnnotationPresent(Inject.class))
                .findFirst()
                .orElse(null);
        constructor = constructor == null ? type.getDeclaredConstructor() : constructor;
        constructor.setAccessible(true);
        return constructor;
    }

    private void inject(Object bean, Field field) throws IllegalAccessException {
        field.setAccessible(true);
        if (field.isAnnotationPresent(PersistenceContext.class)) {
            field.set(bean, entities);
        } else if (Stream.of(EJB.class, Inject.class, Resource.class).anyMatch(field::isAnnotationPresent)) {
            field.set(bean, bean(field.getType()));
        }
    }

    private Object called(Class<?> type, Object bean, Method method, Object[] arguments) throws Throwable {
        return switch (attributeOf(type, method)) {
            case REQUIRES_NEW -> inNew(bean, method, arguments);
            case REQUIRED -> current == null ? inNew(bean, method, arguments) : invoke(bean, method, arguments);
            case SUPPORTS -> current == null ? reading(bean, method, arguments) : invoke(bean, method, arguments);
            case MANDATORY -> {
                if (current == null) {
                    throw new IllegalStateException(method + " was called without a transaction");
                }
                yield invoke(bean, method, arguments);
            }
            case NOT_SUPPORTED, NEVER -> suspended(bean, method, arguments);
        };
    }

    private static TransactionAttributeType attributeOf(Class<?> type, Method method) {
        TransactionAttribute own = method.getAnnotation(TransactionAttribute.class);
        TransactionAttribute ofClass = type.getAnnotation(TransactionAttribute.class);
        return own != null ? own.value() : ofClass != null ? ofClass.value() : TransactionAttributeType.REQUIRED;
    }

    private Object inNew(Object bean, Method method, Object[] arguments) throws Throwable {
        Session outer = current;
        turns.beginning();
        Object result;
        try (Session session = books.factory().openSession()) {
            current = session;
            session.beginTransaction();
            try {
                result = invoke(bean, method, arguments);
                session.getTransaction().commit();
            } catch (RuntimeException | Error e) {
                session.getTransaction().rollback();
                throw e instanceof RuntimeException system && !isOfApplication(system) ? wrapped(system) : e;
            }
        } finally {
            current = outer;
        }
        turns.committed();
        return result;
    }

    private Object reading(Object bean, Method method, Object[] arguments) throws Throwable {
        try (Session session = books.factory().openSession()) {
            current = session;
            return invoke(bean, method, arguments);
        } finally {
            current = null;
        }
    }

    private Object suspended(Object bean, Method method, Object[] arguments) throws Throwable {
        Session outer = current;
        current = null;
        try {
            return invoke(bean, method, arguments);
        } finally {
            current = outer;
        }
    }

    private static boolean isOfApplication(RuntimeException e) {
        for (Class<?> type = e.getClass(); type != null; type = type.getSuperclass()) {
            if (type.isAnnotationPresent(ApplicationException.class)) {
                return true;
            }
        }
        return false;
    }

    /** As a container hands on what is no exception of the application. */
    private static RuntimeException wrapped(RuntimeException system) {
        return new EJBException(system.toString(), system);
    }

    private Object onCurrentSession(Object self, Method method, Object[] arguments) throws Throwable {
        if (current == null) {
            throw new IllegalStateException("The entity manager was used outside of a transaction: " + method);
        }
        return method.getName().equals("unwrap") ? current : invoke(current, method, arguments);
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            method.setAccessible(true);
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
