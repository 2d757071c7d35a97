/**
 * The run command: one JVM that holds embedded Payara, the built EAR and, without credentials, the local sandbox beside it.
 *
 * <p>Decision: the launcher is a program of its own and never part of the EAR. It speaks to the EAR only through system
 * properties ({@code qfpay.*}), which MicroProfile Config ranks above the environment, so that an EAR started here and one
 * deployed to a server are the same file.
 *
 * <p>Arrows: may use {@code ee.qfpay.sandbox} and the server's embeddable API, nothing of the connector. Used by the
 * integration tests, which boot the same {@link ee.qfpay.run.Domain}.
 */
package ee.qfpay.run;
