package ee.qfpay.worklist;

/**
 * What an item is about.
 *
 * @param key tells it from all others, such as a number with the fingerprint of its merchant; up to 160 characters
 * @param account the account's name
 * @param orderNumber the order concerned, or null
 * @param paymentId the key of the payment concerned, or null
 */
public record Matter(String key, String account, String environment, String orderNumber, Long paymentId) {}
