/**
 * Whether the connector lives and can work, for load balancers and operators, at the server's {@code /health}.
 *
 * <p>Decision: the checks are open but dull: they name parts, never addresses, accounts or errors.
 *
 * <p>Arrows: uses the checks that {@code deployment} offers.
 */
package ee.qfpay.web.health;
