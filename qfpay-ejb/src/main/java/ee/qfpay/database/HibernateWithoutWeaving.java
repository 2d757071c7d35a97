package ee.qfpay.database;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceUnitInfo;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.hibernate.jpa.HibernatePersistenceProvider;

/**
 * Hibernate, without its load-time weaving: Payara calls a weaver while it loads the weaver's own classes, and the
 * deployment ends in a {@code ClassCircularityError}. Our entities need no weaving.
 */
public class HibernateWithoutWeaving extends HibernatePersistenceProvider {

    @Override
    @SuppressWarnings("rawtypes")
    public EntityManagerFactory createContainerEntityManagerFactory(PersistenceUnitInfo info, Map properties) {
        return super.createContainerEntityManagerFactory(withoutWeaving(info), properties);
    }

    private static PersistenceUnitInfo withoutWeaving(PersistenceUnitInfo info) {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "addTransformer" -> null;
            case "getPersistenceProviderClassName" -> HibernatePersistenceProvider.class.getName();
            default -> invoke(method, info, arguments);
        };
        return (PersistenceUnitInfo) Proxy.newProxyInstance(
                HibernateWithoutWeaving.class.getClassLoader(), new Class<?>[] {PersistenceUnitInfo.class}, handler);
    }

    private static Object invoke(Method method, PersistenceUnitInfo info, Object[] arguments) throws Throwable {
        try {
            return method.invoke(info, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
