/**
 * Tests on the real built EAR: deployed on embedded Payara, driven from a second application and in a real browser.
 *
 * <p>Decision: the connector and Hibernate are not on this JVM's class path; the server would take them from there and the
 * EAR's own copies would go untested. Classes that need the connector's types run inside the container.
 */
package ee.qfpay.it;
