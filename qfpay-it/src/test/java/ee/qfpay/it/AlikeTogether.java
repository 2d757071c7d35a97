package ee.qfpay.it;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.extension.ExtendWith;

/** Test classes with the same extensions, which configure what is deployed, follow each other: {@link SharedDeployments}. */
public final class AlikeTogether implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(Comparator.comparing(AlikeTogether::extensions)
                        .thenComparing(one -> one.getTestClass().getName()));
    }

    private static String extensions(ClassDescriptor test) {
        return test.findAnnotation(ExtendWith.class).stream()
                .flatMap(extensions -> Arrays.stream(extensions.value()))
                .map(Class::getName)
                .collect(Collectors.joining(" "));
    }
}
