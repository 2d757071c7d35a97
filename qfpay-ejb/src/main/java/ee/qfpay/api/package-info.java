/**
 * What other applications see of the connector, and all they see: this package alone is in the client jar.
 *
 * <p>Decision: the boundaries are {@code @Remote} interfaces looked up by portable JNDI name, and everything that
 * crosses them is a plain final {@link java.io.Serializable} class with a fixed {@code serialVersionUID} and fields of
 * type {@code long} and {@code String}, and lists of such or of types of this package, only. Records, {@code Instant} and {@code BigDecimal} fields do not cross the
 * server's ORB without further settings on every server, so typed accessors stand over plain fields. A status crosses
 * as text: an older client jar reads one that it does not know as {@code UNKNOWN} instead of failing.
 *
 * <p>Arrows: uses nothing of ours. Used by every package that speaks to callers.
 */
package ee.qfpay.api;
