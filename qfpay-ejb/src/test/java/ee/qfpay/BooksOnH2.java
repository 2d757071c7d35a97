package ee.qfpay;

import ee.qfpay.gateway.CallWatch;
import ee.qfpay.gateway.SentRequests;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;

/**
 * The connector's own beans on a real database in memory, brought up by the connector's own migrations and mapped by its own
 * entities: a container's injection without a container. Each act is one transaction.
 */
public final class BooksOnH2 {

    private static final Path CLASSES = Path.of("target", "classes");
    private static final Map<String, SessionFactory> REUSED = new ConcurrentHashMap<>();

    private final SessionFactory factory;
    private final Map<Class<?>, Object> provided;

    /**
     * Opens empty books.
     *
     * @param name of the database, one for each test class
     * @param provided what is injected besides the entity manager and the connector's beans, such as the clock and what the
     *     server gives
     */
    public BooksOnH2(String name, Map<Class<?>, Object> provided) {
        this(opened(name), provided);
    }

    private BooksOnH2(SessionFactory factory, Map<Class<?>, Object> provided) {
        this.factory = factory;
        this.provided = new HashMap<>(Map.of(
                SentRequests.class,
                new SentRequests.InMemory(),
                CallWatch.class,
                CallWatch.NOBODY,
                ManagedExecutorService.class,
                CallersThread.executor()));
        this.provided.putAll(provided);
    }

    /** Opens the books of this name, which one test at a time uses, as empty as new ones: new ones take far longer. */
    public static BooksOnH2 emptied(String name, Map<Class<?>, Object> provided) {
        BooksOnH2 books = new BooksOnH2(REUSED.computeIfAbsent(name, BooksOnH2::opened), provided);
        books.act(Act::empty);
        return books;
    }

    private static SessionFactory opened(String name) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        Configuration configuration = new Configuration();
        entities().forEach(configuration::addAnnotatedClass);
        configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, database);
        configuration.getProperties().put(AvailableSettings.JAKARTA_JTA_DATASOURCE, database);
        configuration.setProperty(AvailableSettings.JDBC_TIME_ZONE, "UTC");
        configuration.setProperty(AvailableSettings.HBM2DDL_AUTO, "validate");
        return configuration.buildSessionFactory();
    }

    /** What a transaction works with: beans, each made once, and the entity manager they share. */
    public final class Act {
        private final EntityManager entities;
        private final Map<Class<?>, Object> beans = new HashMap<>();

        private Act(EntityManager entities) {
            this.entities = entities;
        }

        public EntityManager entities() {
            return entities;
        }

        /** As {@link BooksOnH2#select}, with what this transaction has done so far. */
        public List<String> select(String sql) {
            return entities.unwrap(Session.class).createNativeQuery(sql, Object.class).getResultList().stream()
                    .map(row -> row instanceof Object[] columns
                            ? String.join(
                                    "|", Stream.of(columns).map(String::valueOf).toList())
                            : String.valueOf(row))
                    .toList();
        }

        /** As the migrations leave it. */
        private boolean empty() {
            List<String> tables =
                    select("select table_name from information_schema.tables where table_schema = 'PUBLIC'"
                            + " and lower(table_name) not in ('event_sequence', 'flyway_schema_history')");
            Stream.of(
                            Stream.of("set referential_integrity false"),
                            tables.stream().map(table -> "truncate table \"" + table + "\" restart identity"),
                            Stream.of("set referential_integrity true", "update event_sequence set last_position = 0"))
                    .flatMap(statements -> statements)
                    .forEach(statement -> entities.createNativeQuery(statement).executeUpdate());
            return true;
        }

        /** A bean of the connector, and whatever it has injected. */
        public <T> T bean(Class<T> type) {
            Object known = beans.containsKey(type) ? beans.get(type) : provided.get(type);
            return type.cast(known == null ? made(type) : known);
        }

        private Object made(Class<?> type) {
            try {
                Constructor<?> constructor = constructorOf(type);
                constructor.setAccessible(true);
                Object bean = constructor.newInstance(Stream.of(constructor.getParameterTypes())
                        .map(this::bean)
                        .toArray());
                beans.put(type, bean);
                for (Field field : type.getDeclaredFields()) {
                    inject(bean, field);
                }
                return bean;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Cannot make a " + type, e);
            }
        }

        private static Constructor<?> constructorOf(Class<?> type) throws NoSuchMethodException {
            Optional<Constructor<?>> injected = Stream.of(type.getDeclaredConstructors())
                    .filter(one -> one.isAnnotationPresent(Inject.class))
                    .findFirst();
            return injected.isPresent() ? injected.get() : type.getDeclaredConstructor();
        }

        private void inject(Object bean, Field field) throws IllegalAccessException {
            field.setAccessible(true);
            if (field.isAnnotationPresent(PersistenceContext.class)) {
                field.set(bean, entities);
            } else if (field.isAnnotationPresent(EJB.class) || field.isAnnotationPresent(Inject.class)) {
                field.set(bean, bean(field.getType()));
            } else if (field.isAnnotationPresent(Resource.class)) {
                field.set(bean, provided.get(field.getType()));
            }
        }
    }

    /** Does something in one transaction. */
    public <T> T act(Function<Act, T> work) {
        return factory.fromTransaction(session -> work.apply(new Act(session)));
    }

    /** Does something in one transaction and forgets it: the books are as before. */
    public <T> T tryOut(Function<Act, T> work) {
        return factory.fromSession(session -> {
            session.beginTransaction();
            try {
                return work.apply(new Act(session));
            } finally {
                session.getTransaction().rollback();
            }
        });
    }

    /** The rows of a query in SQL, their columns separated by bars. */
    public List<String> select(String sql) {
        return act(act -> act.select(sql));
    }

    /** Where sessions come from, for whoever brings transactions of their own. */
    public SessionFactory factory() {
        return factory;
    }

    private static List<Class<?>> entities() {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> CLASSES.relativize(file).toString())
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .filter(name -> name.startsWith("ee.qfpay."))
                    .<Class<?>>map(BooksOnH2::load)
                    .filter(type -> type.isAnnotationPresent(Entity.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, BooksOnH2.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
