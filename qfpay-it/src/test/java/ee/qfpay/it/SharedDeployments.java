package ee.qfpay.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.deployment.Deployment;
import org.jboss.arquillian.container.spi.client.deployment.DeploymentScenario;
import org.jboss.arquillian.container.spi.event.DeployManagedDeployments;
import org.jboss.arquillian.container.spi.event.StopSuiteContainers;
import org.jboss.arquillian.container.spi.event.UnDeployManagedDeployments;
import org.jboss.arquillian.core.api.Instance;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Test classes that deploy the same archives with the same settings use one deployment, one class after the other, because a
 * deployment takes longer than most tests. What is deployed stays until a class wants something else. A class that finds its deployment
 * finds empty books, as after a new one ({@link Probe#emptyBooks}), and the QFPay of {@link OwnBooks} is always a new one;
 * {@link AlikeTogether} has like classes follow each other. One class alone is deployed for as ever.
 */
public final class SharedDeployments implements LoadableExtension {

    @Inject
    private Instance<ContainerRegistry> containers;

    @Inject
    private Instance<DeploymentScenario> scenario;

    private List<Deployment> standing = List.of();
    private Map<String, String> settings = Map.of();

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(SharedDeployments.class);
    }

    void deploy(@Observes EventContext<DeployManagedDeployments> event)
            throws DeploymentException, IOException, InterruptedException {
        List<Deployment> wanted = scenario.get().managedDeploymentsInDeployOrder();
        Map<String, String> wantedSettings = settingsOfTheConnector();
        if (!wanted.isEmpty() && archives(wanted).equals(archives(standing)) && wantedSettings.equals(settings)) {
            Probe.emptyBooks();
            return;
        }
        undeploy();
        standing = wanted;
        settings = wantedSettings;
        event.proceed();
    }

    /** Not yet: the next class may want the same. */
    void keep(@Observes EventContext<UnDeployManagedDeployments> event) {
        // by not proceeding
    }

    void stop(@Observes EventContext<StopSuiteContainers> event) throws DeploymentException {
        undeploy();
        event.proceed();
    }

    private void undeploy() throws DeploymentException {
        List<Deployment> last = new ArrayList<>(standing);
        standing = List.of();
        Collections.reverse(last);
        for (Deployment deployment : last) {
            Container<?> container =
                    containers.get().getContainer(deployment.getDescription().getTarget());
            container
                    .getDeployableContainer()
                    .undeploy(deployment.getDescription().getArchive());
        }
    }

    /** The very same objects. */
    private static List<Integer> archives(List<Deployment> deployments) {
        return deployments.stream()
                .map(deployment ->
                        System.identityHashCode(deployment.getDescription().getArchive()))
                .toList();
    }

    /** But for the name of the database, which for each class is a new and empty one. */
    private static Map<String, String> settingsOfTheConnector() {
        Map<String, String> found = new TreeMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith("qfpay.") && !name.startsWith("qfpay.it.")) {
                found.put(name, TestDatabase.withoutName(System.getProperty(name)));
            }
        }
        return found;
    }
}
