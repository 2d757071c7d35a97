package ee.qfpay.it;

/**
 * The connectors deployed by this test class do not poll by themselves: a test runs a round by {@link Probe#poll}, so that
 * it knows what settled a payment, and each row is asked about by its number, so that it finds the enquiry. Register it before
 * Arquillian.
 */
public final class WithoutPoller extends OwnSettings {

    @Override
    void configure(Overruled settings) {
        settings.set("qfpay.poll", "false");
        settings.set("qfpay.poll.lists", "off");
    }
}
