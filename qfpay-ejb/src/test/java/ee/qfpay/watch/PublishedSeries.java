package ee.qfpay.watch;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What a registry was asked to publish: each figure's name with the labels it has. The server's own registry is in the server only. */
final class PublishedSeries {

    /** One line of what is scraped, without its number. */
    record Series(String figure, Map<String, String> labels) {}

    private final Set<Series> all = new LinkedHashSet<>();

    Set<Series> all() {
        return Set.copyOf(all);
    }

    MetricRegistry registry() {
        return (MetricRegistry) Proxy.newProxyInstance(
                MetricRegistry.class.getClassLoader(),
                new Class<?>[] {MetricRegistry.class},
                (registry, method, arguments) -> published(method, arguments));
    }

    private Object published(Method method, Object[] arguments) {
        Map<String, String> labels = Arrays.stream((Tag[]) arguments[arguments.length - 1])
                .collect(Collectors.toMap(Tag::getTagName, Tag::getTagValue));
        all.add(new Series(((Metadata) arguments[0]).getName(), labels));
        return Proxy.newProxyInstance(
                MetricRegistry.class.getClassLoader(),
                new Class<?>[] {method.getReturnType()},
                (figure, update, values) -> null);
    }
}
