package ee.qfpay.it;

import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main job on the database of the tests, a file of H2. */
@ExtendWith({OwnBooks.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
class MainJobIT extends MainJob {}
