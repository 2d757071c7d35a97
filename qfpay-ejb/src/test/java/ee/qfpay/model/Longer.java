package ee.qfpay.model;

import java.util.Optional;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** Takes tries and seed from the system properties {@code qfpay.model.tries} and {@code qfpay.model.seed}. */
final class Longer implements AroundPropertyHook {

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        Optional.ofNullable(Integer.getInteger("qfpay.model.tries")).ifPresent(tries -> {
            context.attributes().setTries(tries);
            context.attributes().setShrinking(ShrinkingMode.FULL);
        });
        Optional.ofNullable(System.getProperty("qfpay.model.seed"))
                .ifPresent(seed -> context.attributes().setSeed(seed));
        return property.execute();
    }
}
