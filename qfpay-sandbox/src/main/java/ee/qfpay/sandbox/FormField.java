package ee.qfpay.sandbox;

/** One field of a form, decoded; order and repetitions are kept as received. */
public record FormField(String name, String value) {}
