/**
 * Who is asking, and what they may do.
 *
 * <p>Decision: the connector keeps its own console users, because the server's realms know no lock-out and cannot be
 * carried in an EAR. Role names carry the prefix {@code qfpay-}: group names are shared by every realm of a server.
 * Authorisation stands on the boundary beans, not only in pages.
 *
 * <p>Arrows: uses {@code api} and {@code account}. Used by every package that acts for somebody.
 */
package ee.qfpay.access;
