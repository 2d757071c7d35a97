package ee.qfpay.model;

import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Takes tries and seed from the system properties {@code qfpay.model.tries} and {@code qfpay.model.seed}. Without either the
 * build tells the same stories each time; whoever asks for more of them gets others each time, and their seed.
 */
final class Longer implements AroundPropertyHook {

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        Integer tries = Integer.getInteger("qfpay.model.tries");
        if (tries != null) {
            context.attributes().setTries(tries);
            context.attributes().setShrinking(ShrinkingMode.FULL);
        }
        Optional.ofNullable(System.getProperty("qfpay.model.seed"))
                .or(() -> Optional.ofNullable(tries).map(asked -> Long.toString(new Random().nextLong())))
                .ifPresent(seed -> {
                    System.out.println("Stories: -Dqfpay.model.seed=" + seed);
                    context.attributes().setSeed(seed);
                });
        return property.execute();
    }
}
