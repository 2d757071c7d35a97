/**
 * Posts events to receivers outside of the server: signed, in order, again and again until they are taken, each receiver on a lane
 * of its own.
 *
 * <p>Decisions: what is posted is written down once and never changes. A receiver that is down holds back its own lane and no
 * other; an event that one receiver does not take steps aside after three tries, so that those behind it pass. The address that is
 * connected to is the one that was checked: docs/decisions/0051-webhooks.md.
 *
 * <p>Arrows: uses {@code event}, {@code account}, {@code access}, {@code audit}, {@code signing}, {@code api}.
 */
package ee.qfpay.webhook;
