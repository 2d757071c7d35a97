package ee.qfpay.payment;

import ee.qfpay.api.QfpayException;
import ee.qfpay.api.Unavailable;
import ee.qfpay.trace.Trace;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Turns trouble of our own system into {@link Unavailable}: no class of ours or of a library crosses to a caller. */
public final class Boundary {

    private static final Logger LOG = Logger.getLogger(Boundary.class.getName());

    /** A number that was never checked may be endless; 128 characters are the longest that could be one. */
    private static final int SHOWN = 160;

    private Boundary() {}

    /**
     * Runs a use case, under a name of its own by which its lines in the log are found.
     *
     * @param what what is done, for the log, such as {@code pay P1}
     * @throws QfpayException as the use case throws it
     * @throws Unavailable for everything else
     */
    public static <T> T guard(String what, Supplier<T> useCase) {
        return Trace.within(() -> guarded(what, useCase));
    }

    private static <T> T guarded(String what, Supplier<T> useCase) {
        try {
            return useCase.get();
        } catch (QfpayException e) {
            throw e;
        } catch (RuntimeException e) {
            String shown = Violations.shown(what, SHOWN);
            LOG.log(Level.SEVERE, e, () -> "Could not finish: " + shown + Trace.suffix());
            throw new Unavailable("The connector could not finish: " + shown
                    + ". Find the number, or send the same again, to learn what became of it: neither pays twice."
                    + Trace.suffix());
        }
    }
}
